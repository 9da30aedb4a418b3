import DequeModule
import Synchronization

extension AMQPConsumer {
    /// Waits for one delivery after the other.
    public struct Iterator: AsyncIteratorProtocol {
        let consumer: AMQPConsumer

        /// The next delivery; `nil` after ``AMQPConsumer/cancel()``, after the client has shut
        /// down, and when the task is cancelled.
        ///
        /// - Throws: ``AMQPError`` when the broker ended the consumer: ``AMQPError/Code/consumerCancelled``
        ///   (its queue is gone) or ``AMQPError/Code/channelClosed``.
        public mutating func next() async throws(AMQPError) -> AMQPDelivery? {
            try await self.consumer.nextBatch(limit: 1).first
        }

        /// The next delivery, as ``next()``.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(AMQPError) -> AMQPDelivery? {
            try await self.consumer.nextBatch(limit: 1).first
        }
    }

    /// Makes an iterator; several share the deliveries between them.
    public func makeAsyncIterator() -> Iterator { Iterator(consumer: self) }

    /// Waits for deliveries and takes all that are there.
    ///
    /// - Parameter limit: How many to take at most.
    /// - Returns: At least one delivery; none when the sequence has ended or the task is cancelled.
    /// - Throws: As ``Iterator/next()``.
    public func nextBatch(limit: Int = .max) async throws(AMQPError) -> [AMQPDelivery] {
        while true {
            switch self.poll(limit: limit) {
            case .deliveries(let deliveries): return deliveries
            case .ended(let error?): throw error
            case .ended(nil): return []
            case .empty: break
            }
            if Task.isCancelled { return [] }
            await self.waitForDeliveries()
        }
    }

    private enum Poll {
        case deliveries([AMQPDelivery])
        case ended(AMQPError?)
        case empty
    }

    private func poll(limit: Int) -> Poll {
        self.state.withLock { state in
            let count = Swift.min(limit, state.buffer.count)
            if count > 0 {
                let deliveries = Array(state.buffer.prefix(count))
                state.buffer.removeFirst(count)
                return .deliveries(deliveries)
            }
            if case .ended(let error) = state.phase { return .ended(error) }
            return .empty
        }
    }

    private func waitForDeliveries() async {
        let id = self.state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                let isDone = self.state.withLock { state in
                    // Looked at again under the lock, so that nothing that came meanwhile is missed.
                    if Task.isCancelled || !state.buffer.isEmpty { return true }
                    if case .ended = state.phase { return true }
                    state.waiters.append((id, continuation))
                    return false
                }
                if isDone { continuation.resume() }
            }
        } onCancel: {
            let waiter = self.state.withLock { state in
                state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume()
        }
    }
}
