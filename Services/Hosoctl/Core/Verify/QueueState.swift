import AMQP

/// How full a queue is and who listens.
struct QueueState: Hashable, Sendable {
    /// Messages ready to be delivered.
    let messages: Int
    let consumers: Int
}

extension QueueState {
    init(_ status: AMQPQueueStatus) {
        self.init(messages: Int(status.messageCount), consumers: Int(status.consumerCount))
    }
}
