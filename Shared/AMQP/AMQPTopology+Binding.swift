extension AMQPTopology {
    /// A rule by which an exchange hands messages on.
    public struct Binding: Hashable, Sendable {
        /// Where the messages go.
        public enum Destination: Hashable, Sendable {
            /// To a queue.
            case queue(String)
            /// To another exchange.
            case exchange(String)
        }

        /// The exchange the messages come from.
        public var source: String
        /// Where they go.
        public var destination: Destination
        /// Which of them.
        public var routingKey: String
        /// Further arguments, for headers exchanges.
        public var arguments: AMQPTable

        /// Makes a binding.
        public init(
            source: String,
            destination: Destination,
            routingKey: String,
            arguments: AMQPTable = AMQPTable()
        ) {
            self.source = source
            self.destination = destination
            self.routingKey = routingKey
            self.arguments = arguments
        }

        /// Makes a binding from an exchange to a queue.
        public init(queue: String, to source: String, routingKey: String, arguments: AMQPTable = AMQPTable()) {
            self.init(source: source, destination: .queue(queue), routingKey: routingKey, arguments: arguments)
        }
    }
}
