extension AMQPTopology {
    /// A queue.
    public struct Queue: Hashable, Sendable {
        /// Its name; never empty, because a name the broker chooses cannot be declared again after a reconnect.
        public var name: String
        /// Whether it survives a broker restart.
        public var durable: Bool
        /// Whether it belongs to this connection alone and goes with it.
        public var exclusive: Bool
        /// Whether it goes with its last consumer.
        public var autoDelete: Bool
        /// Only check that it exists (reply code 404 when not).
        public var passive: Bool
        /// Further arguments, such as `x-queue-type`.
        public var arguments: AMQPTable

        /// Makes a durable queue unless told otherwise.
        public init(
            _ name: String,
            durable: Bool = true,
            exclusive: Bool = false,
            autoDelete: Bool = false,
            passive: Bool = false,
            arguments: AMQPTable = AMQPTable()
        ) {
            self.name = name
            self.durable = durable
            self.exclusive = exclusive
            self.autoDelete = autoDelete
            self.passive = passive
            self.arguments = arguments
        }

        /// Makes a replicated queue (`x-queue-type: quorum`).
        public static func quorum(_ name: String, arguments: AMQPTable = AMQPTable()) -> Self {
            var all = arguments
            all["x-queue-type"] = "quorum"
            return Self(name, arguments: all)
        }
    }
}
