import Synchronization

extension AMQPClient {
    /// Subscribes to a queue, and again after each reconnect.
    ///
    /// Waits for a connection, over a reconnect too. The client keeps the consumer until
    /// ``AMQPConsumer/cancel()``, until the broker ends it, or until the client is shut down.
    ///
    /// - Parameters:
    ///   - queue: The queue; it must exist.
    ///   - prefetch: How many deliveries may be unsettled at a time. Range: `1...`.
    ///   - exclusive: Whether no one else may consume (reply code 403 when someone does).
    ///   - consumerTag: A name for the management's list; made up when empty.
    ///   - arguments: Further arguments, such as `x-priority`.
    /// - Returns: The deliveries.
    /// - Throws: ``AMQPError``: ``AMQPError/Code/channelClosed`` with reply code 404 (no such queue),
    ///   403 (no right, or exclusive) or 405; ``AMQPError/Code/invalidArgument``; ``AMQPError/Code/cancelled``.
    public func consume(
        queue: String,
        prefetch: UInt16,
        exclusive: Bool = false,
        consumerTag: String = "",
        arguments: AMQPTable = AMQPTable()
    ) async throws(AMQPError) -> AMQPConsumer {
        guard prefetch > 0 else {
            throw AMQPError(code: .invalidArgument, message: "A prefetch of zero would mean no bound at all")
        }
        return try await self.subscribe(
            AMQPConsumer.Subscription(
                queue: queue, prefetch: prefetch, exclusive: exclusive, settlesItself: false,
                consumerTag: consumerTag.isEmpty ? self.makeConsumerTag() : consumerTag, arguments: arguments),
            handler: nil)
    }

    /// Subscribes to a queue and hands each delivery to a closure on the thread of the connections.
    ///
    /// Saves the hand-over to a task; for those who only sort deliveries. Otherwise as
    /// ``consume(queue:prefetch:exclusive:consumerTag:arguments:)``.
    ///
    /// - Parameters:
    ///   - queue: The queue; it must exist.
    ///   - prefetch: How many deliveries may be unsettled at a time, or `nil` when the broker is to forget a message as
    ///     soon as it has sent it: such deliveries cannot be settled, and what is on the way is lost with the connection.
    ///   - exclusive: Whether no one else may consume.
    ///   - handler: Takes the deliveries one after the other; it must not block. The sequence itself yields nothing and
    ///     ends as any other.
    /// - Throws: As the other.
    public func consume(
        queue: String, prefetch: UInt16?, exclusive: Bool = false, handler: @escaping AMQPConsumer.Handler
    ) async throws(AMQPError) -> AMQPConsumer {
        guard prefetch != 0 else {
            throw AMQPError(code: .invalidArgument, message: "A prefetch of zero would mean no bound at all")
        }
        return try await self.subscribe(
            AMQPConsumer.Subscription(
                queue: queue, prefetch: prefetch ?? 0, exclusive: exclusive, settlesItself: prefetch == nil,
                consumerTag: self.makeConsumerTag(), arguments: AMQPTable()),
            handler: handler)
    }

    private func makeConsumerTag() -> String {
        "\(self.configuration.connectionName).\(self.state.withLock { $0.makeID() })"
    }

    private func subscribe(
        _ subscription: AMQPConsumer.Subscription, handler: AMQPConsumer.Handler?
    ) async throws(AMQPError) -> AMQPConsumer {
        let consumer = AMQPConsumer(
            subscription: subscription, handler: handler,
            forget: { [weak self] consumer in
                self?.state.withLock { _ = $0.consumers.removeValue(forKey: ObjectIdentifier(consumer)) }
            })
        while true {
            let connection = try await self.connection()
            do throws(AMQPError) {
                try await connection.subscribe(consumer)
            } catch where error.code.isConnectionGone {
                await Task.yield()
                continue
            }
            let isRemembered = self.state.withLock { state in
                guard state.epoch == connection.epoch else { return false }
                // It may have been ended by the broker already.
                if !consumer.hasEnded { state.consumers[ObjectIdentifier(consumer)] = consumer }
                return true
            }
            if isRemembered { return consumer }
            await Task.yield()
        }
    }
}
