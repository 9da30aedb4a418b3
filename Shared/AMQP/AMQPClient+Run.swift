import Logging
import ServiceLifecycle
import Synchronization

extension AMQPClient {
    /// Keeps the connection until graceful shutdown or cancellation.
    ///
    /// On the way out it takes no more publishes, waits for the confirms that are outstanding and
    /// says goodbye to the broker. Call it once.
    ///
    /// - Throws: ``AMQPError`` when the very first attempt is refused for a reason that will not go
    ///   away (password, virtual host, TLS). Everything else is retried for ever.
    public func run() async throws {
        let failure = await cancelWhenGracefulShutdown { await self.supervise() }
        if let failure { throw failure }
    }

    /// Connects again and again; returns the error that makes it pointless, or `nil` when told to stop.
    private func supervise() async -> AMQPError? {
        var backoff = Backoff(self.configuration.backoff)
        var random = SystemRandomNumberGenerator()
        var hasConnected = false
        var epoch: UInt64 = 0
        var brokerWasAway = false
        while !Task.isCancelled {
            epoch += 1
            var failure: AMQPError?
            do throws(AMQPError) {
                let (connection, unsubscribed) = try await self.establish(epoch: epoch, settling: brokerWasAway)
                hasConnected = true
                backoff.reset()
                brokerWasAway = false
                failure = await self.serve(connection, unsubscribed: unsubscribed)
            } catch {
                if !hasConnected, !error.isRetriable, error.code != .cancelled {
                    self.finish(error)
                    return error
                }
                failure = error
                brokerWasAway = error.code == .connectFailed || error.code == .timedOut
            }
            if Task.isCancelled { break }
            self.enter(.disconnected(failure))
            let why = failure.map { "\($0)" } ?? "the connection ended"
            self.logger.warning("reconnecting to the broker", metadata: ["error": "\(why)"])
            do {
                try await Task.sleep(for: backoff.next(using: &random))
            } catch {
                break
            }
        }
        self.finish(nil)
        return nil
    }

    /// Connects, declares the topology, subscribes the consumers, and shows the connection to callers.
    ///
    /// - Returns: The connection, and the consumers the broker refused for now.
    private func establish(epoch: UInt64, settling: Bool) async throws(AMQPError) -> (AMQPConnection, [AMQPConsumer]) {
        let connection = try await AMQPConnection.connect(self.configuration, epoch: epoch) { [weak self] event in
            self?.note(event, epoch: epoch)
        }
        do throws(AMQPError) {
            if settling { try await self.settle() }
            let (topology, consumers) = self.state.withLock { ($0.topology, Array($0.consumers.values)) }
            if !topology.isEmpty { _ = try await connection.control(topology.declarations) }
            var refused: [AMQPConsumer] = []
            for consumer in consumers {
                do throws(AMQPError) {
                    try await connection.subscribe(consumer)
                    consumer.closeIfEnded()
                } catch where error.code == .channelClosed {
                    refused.append(consumer)
                }
            }
            self.enter(.connected(connection))
            return (connection, refused)
        } catch {
            connection.beginClose()
            _ = await connection.waitUntilClosed()
            throw error
        }
    }

    /// Leaves a broker that has just come up alone for a moment.
    ///
    /// RabbitMQ 3.10 opens its port before its quorum queues have elected a leader; on a single node, a queue that is
    /// asked for something in that half second was seen to stay without a leader until an operator triggers an election.
    private func settle() async throws(AMQPError) {
        do {
            try await Task.sleep(for: self.configuration.settle)
        } catch {
            throw AMQPError(code: .cancelled, message: "Stopped while the broker came up", cause: error)
        }
    }

    /// Stays with a connection until it ends; on cancellation says goodbye.
    private func serve(_ connection: AMQPConnection, unsubscribed: [AMQPConsumer]) async -> AMQPError? {
        await withTaskGroup(of: Void.self) { group in
            for consumer in unsubscribed {
                group.addTask { await self.resubscribe(consumer, on: connection) }
            }
            let failure = await withTaskCancellationHandler {
                await connection.waitUntilClosed()
            } onCancel: {
                connection.beginClose()
            }
            group.cancelAll()
            return failure
        }
    }

    /// Tries a refused subscription some more times: after a broker restart a queue may be absent or
    /// still held by our own dead connection for a while.
    private func resubscribe(_ consumer: AMQPConsumer, on connection: AMQPConnection) async {
        var backoff = Backoff(self.configuration.backoff)
        var random = SystemRandomNumberGenerator()
        for attempt in 1...10 {
            do {
                try await Task.sleep(for: backoff.next(using: &random))
            } catch {
                return
            }
            do throws(AMQPError) {
                try await connection.subscribe(consumer)
                return consumer.closeIfEnded()
            } catch {
                // Anything else means the connection is gone, and the next one tries again.
                guard error.code == .channelClosed else { return }
                if attempt == 10 || error.replyCode == 403 { return consumer.end(error) }
            }
        }
    }

    private func note(_ event: ConnectionHandler.Event, epoch: UInt64) {
        self.state.withLock { state in
            guard state.epoch == epoch else { return }
            switch event {
            case .blocked(let reason): state.show(.blocked(reason: reason))
            case .unblocked: state.show(.connected)
            }
        }
    }

    private func enter(_ phase: ClientState.Phase) {
        let waiters = self.state.withLock { $0.enter(phase) }
        for waiter in waiters {
            switch phase {
            case .connected(let connection): waiter.resume(returning: .success(connection))
            case .closed(let error): waiter.resume(returning: .failure(error))
            case .disconnected: break
            }
        }
    }

    /// Ends for good: with the error that made it pointless, or because it was told to.
    private func finish(_ error: AMQPError?) {
        self.enter(.closed(error ?? AMQPError(code: .shutDown, message: "The client has been shut down")))
        let (consumers, observers) = self.state.withLock { state in
            defer { state.observers = [:] }
            return (Array(state.consumers.values), Array(state.observers.values))
        }
        for consumer in consumers { consumer.end(error) }
        // Not under the lock: a stream that finishes calls back to be forgotten.
        for observer in observers { observer.finish() }
    }
}
