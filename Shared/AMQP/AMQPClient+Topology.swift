import Synchronization

extension AMQPClient {
    /// Declares exchanges, queues and bindings, and again after each reconnect.
    ///
    /// Waits for a connection, over a reconnect too.
    ///
    /// - Parameter topology: What to declare. Queue names must not be empty.
    /// - Throws: ``AMQPError/Code/channelClosed`` with the broker's reply code (406: it exists with
    ///   other arguments, 403: no right, 404: passive and absent, 405: exclusive to another
    ///   connection). Nothing is remembered then; what came before the fault is declared.
    public func declare(_ topology: AMQPTopology) async throws(AMQPError) {
        guard topology.queues.allSatisfy({ !$0.name.isEmpty }) else {
            throw AMQPError(code: .invalidArgument, message: "A queue to be declared again needs a name")
        }
        while true {
            let connection = try await self.connection()
            do throws(AMQPError) {
                if !topology.isEmpty { _ = try await connection.control(topology.declarations) }
            } catch where error.code.isConnectionGone {
                continue
            }
            let isRemembered = self.state.withLock { state in
                // A newer connection has not declared it; then once more.
                guard state.epoch == connection.epoch else { return false }
                state.topology.merge(topology)
                return true
            }
            if isRemembered { return }
            await Task.yield()
        }
    }

    /// Asks whether a queue exists and how full it is.
    ///
    /// - Throws: ``AMQPError/Code/channelClosed`` with reply code 404 when it does not exist.
    public func status(ofQueue name: String) async throws(AMQPError) -> AMQPQueueStatus {
        let answer = try await self.request(.queueDeclare(.init(name, passive: true)))
        guard case .queueDeclareOk(let status) = answer else { throw Self.unexpected(answer) }
        return status
    }

    /// Deletes a queue and forgets it with its bindings.
    ///
    /// - Parameters:
    ///   - name: The queue; one that does not exist is no error.
    ///   - ifUnused: Only when it has no consumer (reply code 406 otherwise).
    ///   - ifEmpty: Only when it has no messages (reply code 406 otherwise).
    /// - Returns: How many messages went with it.
    /// - Throws: ``AMQPError``.
    @discardableResult
    public func deleteQueue(
        _ name: String, ifUnused: Bool = false, ifEmpty: Bool = false
    ) async throws(AMQPError) -> UInt32 {
        let answer = try await self.request(.queueDelete(name: name, ifUnused: ifUnused, ifEmpty: ifEmpty))
        guard case .messageCount(let count, _) = answer else { throw Self.unexpected(answer) }
        self.state.withLock { $0.topology.forget(queue: name) }
        return count
    }

    /// Empties a queue of what is ready to be delivered.
    ///
    /// - Returns: How many messages went.
    /// - Throws: ``AMQPError``.
    @discardableResult
    public func purgeQueue(_ name: String) async throws(AMQPError) -> UInt32 {
        let answer = try await self.request(.queuePurge(name: name))
        guard case .messageCount(let count, _) = answer else { throw Self.unexpected(answer) }
        return count
    }

    /// Deletes an exchange and forgets it with its bindings.
    ///
    /// - Parameters:
    ///   - name: The exchange; one that does not exist is no error.
    ///   - ifUnused: Only when nothing is bound to it (reply code 406 otherwise).
    /// - Throws: ``AMQPError``.
    public func deleteExchange(_ name: String, ifUnused: Bool = false) async throws(AMQPError) {
        _ = try await self.request(.exchangeDelete(name: name, ifUnused: ifUnused))
        self.state.withLock { $0.topology.forget(exchange: name) }
    }

    /// Removes a binding and forgets it.
    ///
    /// - Throws: ``AMQPError``.
    public func unbind(_ binding: AMQPTopology.Binding) async throws(AMQPError) {
        _ = try await self.request(.unbind(binding))
        self.state.withLock { $0.topology.forget(binding) }
    }

    private func request(_ method: OutgoingMethod) async throws(AMQPError) -> IncomingMethod {
        let answers = try await self.connection().control([method])
        guard let answer = answers.first else {
            throw AMQPError(code: .protocolViolation, message: "The broker did not answer")
        }
        return answer
    }

    private static func unexpected(_ answer: IncomingMethod) -> AMQPError {
        AMQPError(code: .protocolViolation, message: "The broker answered with method \(answer.id)")
    }
}

extension AMQPTopology {
    /// The requests that declare it, in order.
    var declarations: [OutgoingMethod] {
        self.exchanges.map { .exchangeDeclare($0) } + self.queues.map { .queueDeclare($0) }
            + self.bindings.map { .bind($0) }
    }
}

extension AMQPError.Code {
    /// Whether the request failed only because its connection ended, so that the next one may do it.
    var isConnectionGone: Bool {
        [.connectionLost, .connectionClosed, .notConnected, .heartbeatMissed].contains(self)
    }
}
