extension AMQPClient {
    /// Publishes and returns when the broker has taken responsibility for the message.
    ///
    /// Thousands may be in flight; over ``AMQPConfiguration/maximumInFlight`` callers wait their
    /// turn. Messages handed in by one task after the other keep their order.
    ///
    /// - Parameter message: What to publish.
    /// - Throws: ``AMQPError``: ``AMQPError/Code/returned`` (mandatory, and no queue is bound),
    ///   ``AMQPError/Code/nacked``, ``AMQPError/Code/notConnected`` and ``AMQPError/Code/blocked``
    ///   (nothing was sent), ``AMQPError/Code/connectionLost``, ``AMQPError/Code/channelClosed`` and
    ///   ``AMQPError/Code/cancelled`` (it may or may not have been taken),
    ///   ``AMQPError/Code/invalidArgument`` and ``AMQPError/Code/messageTooLarge``.
    ///
    /// Concurrency: safe to call from any task. Blocking: no.
    public func publish(_ message: AMQPMessage) async throws(AMQPError) {
        try message.validate(maximumBodyBytes: self.configuration.maximumBodyBytes)
        let connection = try self.liveConnection()
        if let error = await connection.publish(message) { throw error }
    }

    /// Publishes and reports the outcome instead of letting a task wait for it.
    ///
    /// For replies and requests, where the outcome only matters when it is bad: a confirm then wakes no thread.
    ///
    /// - Parameters:
    ///   - message: What to publish.
    ///   - whenDone: Called exactly once with `nil` when confirmed, else with what ``publish(_:)-(AMQPMessage)`` throws. Runs on
    ///     the thread of the connections: it must not block. Not called when this method throws.
    /// - Throws: ``AMQPError``: ``AMQPError/Code/notConnected``, ``AMQPError/Code/blocked``, ``AMQPError/Code/shutDown``,
    ///   ``AMQPError/Code/invalidArgument``, ``AMQPError/Code/messageTooLarge``. Nothing was sent then.
    public func publish(
        _ message: AMQPMessage, whenDone: @escaping @Sendable (AMQPError?) -> Void
    ) throws(AMQPError) {
        try message.validate(maximumBodyBytes: self.configuration.maximumBodyBytes)
        try self.liveConnection().publish(message, whenDone: whenDone)
    }

    /// Publishes many messages in order and returns when the broker has answered for all.
    ///
    /// Costs one suspension for all of them, so it is the way for a relay.
    ///
    /// - Parameter messages: What to publish.
    /// - Returns: One outcome for each message, at its index: `nil` when confirmed, else as ``publish(_:)`` throws.
    public func publish(contentsOf messages: [AMQPMessage]) async -> [AMQPError?] {
        do throws(AMQPError) {
            for message in messages {
                try message.validate(maximumBodyBytes: self.configuration.maximumBodyBytes)
            }
            let connection = try self.liveConnection()
            return await connection.publish(contentsOf: messages)
        } catch {
            return Array(repeating: error, count: messages.count)
        }
    }

    /// Publishes without waiting for anything: for messages whose loss someone else notices.
    ///
    /// A returned message goes to ``AMQPConfiguration/onUnmatchedReturn``.
    ///
    /// - Parameter message: What to publish.
    /// - Throws: ``AMQPError``: ``AMQPError/Code/notConnected``, ``AMQPError/Code/blocked``,
    ///   ``AMQPError/Code/invalidArgument``, ``AMQPError/Code/messageTooLarge``. Nothing was sent then.
    public func publishUnconfirmed(_ message: AMQPMessage) throws(AMQPError) {
        try message.validate(maximumBodyBytes: self.configuration.maximumBodyBytes)
        try self.liveConnection().publishUnconfirmed(message)
    }
}
