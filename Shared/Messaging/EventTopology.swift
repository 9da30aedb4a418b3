public import AMQP

/// Exchange, queues and bindings for events, for development and tests; in production they are data.
public enum EventTopology {
    /// One consumer's queue with its bindings.
    ///
    /// - Parameters:
    ///   - queue: Name of the queue.
    ///   - events: Names of the events, or patterns of the topic exchange.
    ///   - exchange: The exchange.
    public static func active(
        queue: String, events: [String], exchange: String = Messaging.exchange
    ) -> AMQPTopology {
        AMQPTopology(
            exchanges: [AMQPTopology.Exchange(exchange, kind: .topic)],
            queues: [.quorum(queue)],
            bindings: events.map { AMQPTopology.Binding(queue: queue, to: exchange, routingKey: $0) })
    }
}
