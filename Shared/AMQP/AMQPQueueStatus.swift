/// What the broker says of a queue.
public struct AMQPQueueStatus: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Messages ready to be delivered.
    public let messageCount: UInt32
    /// Consumers now subscribed.
    public let consumerCount: UInt32
}
