import Synchronization

extension AMQPConsumer {
    /// Tells the broker that the delivery is done with; returns at once.
    ///
    /// - Parameters:
    ///   - delivery: A delivery of this consumer.
    ///   - multiple: Whether everything delivered before it is done with too.
    /// - Throws: ``AMQPError/Code/staleDelivery`` when its connection is gone (the broker delivers
    ///   it again), ``AMQPError/Code/invalidArgument`` when it was settled before. Nothing is sent.
    public func ack(_ delivery: AMQPDelivery, multiple: Bool = false) throws(AMQPError) {
        try self.settle(delivery, .ack(deliveryTag: delivery.deliveryTag, multiple: multiple))
    }

    /// As ``ack(_:multiple:)`` for one delivery, within five milliseconds: together with what else leaves by then.
    ///
    /// For deliveries nobody waits to be settled; a crash in that time brings them again, as it may anyway.
    ///
    /// - Throws: As ``ack(_:multiple:)``.
    public func ackSoon(_ delivery: AMQPDelivery) throws(AMQPError) {
        // With a small prefetch the broker has nothing more to send until it hears of this one.
        try self.settle(
            delivery, .ack(deliveryTag: delivery.deliveryTag, multiple: false), soon: self.subscription.prefetch >= 2 * Outbox.mostForLater)
    }

    /// Gives the delivery back to the queue, or drops (dead-letters) it; returns at once.
    ///
    /// - Parameters:
    ///   - delivery: A delivery of this consumer.
    ///   - requeue: Whether it goes back to the queue.
    ///   - multiple: Whether the same happens to everything delivered before it.
    /// - Throws: As ``ack(_:multiple:)``.
    public func nack(_ delivery: AMQPDelivery, requeue: Bool, multiple: Bool = false) throws(AMQPError) {
        try self.settle(
            delivery, .nack(deliveryTag: delivery.deliveryTag, multiple: multiple, requeue: requeue))
    }

    /// As ``nack(_:requeue:multiple:)`` for one delivery, with the method plain AMQP 0-9-1 has for it.
    ///
    /// - Throws: As ``ack(_:multiple:)``.
    public func reject(_ delivery: AMQPDelivery, requeue: Bool) throws(AMQPError) {
        try self.settle(delivery, .reject(deliveryTag: delivery.deliveryTag, requeue: requeue))
    }

    private func settle(
        _ delivery: AMQPDelivery, _ method: OutgoingMethod, soon: Bool = false
    ) throws(AMQPError) {
        guard !self.subscription.settlesItself else {
            throw AMQPError(code: .invalidArgument, message: "The broker has forgotten the delivery already")
        }
        let (error, done) = self.state.withLock { state in
            let error = Self.settle(delivery, method, &state, soon: soon)
            return (error, error == nil ? Self.finishedLink(state) : nil)
        }
        if let done { done.connection.closeChannel(done.channel) }
        if let error { throw error }
    }
}
