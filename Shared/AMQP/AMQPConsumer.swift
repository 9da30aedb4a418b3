/// A subscription to one queue: a sequence of deliveries that survives reconnects.
public final class AMQPConsumer: AsyncSequence, Sendable {
    /// What the sequence yields.
    public typealias Element = AMQPDelivery

    /// Waits for one delivery after the other.
    public struct Iterator: AsyncIteratorProtocol {
        /// The next delivery; `nil` after ``AMQPConsumer/cancel()`` or a graceful shutdown.
        ///
        /// - Throws: ``AMQPError`` with ``AMQPError/Code/consumerCancelled`` when the broker ended the consumer.
        public mutating func next() async throws(AMQPError) -> AMQPDelivery? { nil }
        /// The next delivery.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(AMQPError) -> AMQPDelivery? { nil }
    }

    init() {}

    /// Makes an iterator; several share the deliveries between them.
    public func makeAsyncIterator() -> Iterator { Iterator() }

    /// All deliveries that are there, at least one; empty when the sequence has ended.
    public func nextBatch(limit: Int = .max) async throws(AMQPError) -> [AMQPDelivery] { [] }

    /// Tells the broker that the delivery is done with; `multiple` settles all before it too.
    public func ack(_ delivery: AMQPDelivery, multiple: Bool = false) throws(AMQPError) {}

    /// Gives the delivery back, or drops (dead-letters) it when `requeue` is false.
    public func nack(_ delivery: AMQPDelivery, requeue: Bool, multiple: Bool = false) throws(AMQPError) {}

    /// Gives back or drops one delivery with `basic.reject`.
    public func reject(_ delivery: AMQPDelivery, requeue: Bool) throws(AMQPError) {}

    /// Ends the subscription; returns when the broker has agreed, then the sequence ends.
    public func cancel() async throws(AMQPError) {}
}
