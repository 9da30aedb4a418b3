extension AMQPTopology {
    /// An exchange.
    public struct Exchange: Hashable, Sendable {
        /// How an exchange routes.
        public enum Kind: Hashable, Sendable {
            /// By equal key.
            case direct
            /// By pattern.
            case topic
            /// To everyone.
            case fanout
            /// By header values.
            case headers
            /// By a broker plugin.
            case other(String)

            var wireName: String {
                switch self {
                case .direct: "direct"
                case .topic: "topic"
                case .fanout: "fanout"
                case .headers: "headers"
                case .other(let name): name
                }
            }
        }

        /// Its name.
        public var name: String
        /// How it routes.
        public var kind: Kind
        /// Whether it survives a broker restart.
        public var durable: Bool
        /// Whether it goes with its last binding.
        public var autoDelete: Bool
        /// Whether only other exchanges may publish to it.
        public var isInternal: Bool
        /// Only check that it exists (reply code 404 when not).
        public var passive: Bool
        /// Further arguments, such as `alternate-exchange`.
        public var arguments: AMQPTable

        /// Makes a durable exchange unless told otherwise.
        public init(
            _ name: String,
            kind: Kind,
            durable: Bool = true,
            autoDelete: Bool = false,
            isInternal: Bool = false,
            passive: Bool = false,
            arguments: AMQPTable = AMQPTable()
        ) {
            self.name = name
            self.kind = kind
            self.durable = durable
            self.autoDelete = autoDelete
            self.isInternal = isInternal
            self.passive = passive
            self.arguments = arguments
        }
    }
}
