public import Logging
public import ServiceLifecycle
import Synchronization

/// One reconnecting connection to the broker.
///
/// Channels are multiplexed over it: one for declarations, two for publishing, one for each
/// consumer. Topology and consumers come back after a reconnect by themselves.
public final class AMQPClient: Service, Sendable {
    let configuration: AMQPConfiguration
    let logger: Logger
    let state = Mutex(ClientState())

    /// Makes a client; it connects when ``run()`` is called.
    public init(configuration: AMQPConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    /// Connects once and closes again, to check a configuration.
    ///
    /// - Throws: ``AMQPError``: ``AMQPError/Code/connectFailed``, ``AMQPError/Code/timedOut``,
    ///   ``AMQPError/Code/tlsFailed``, ``AMQPError/Code/authenticationFailed``,
    ///   ``AMQPError/Code/virtualHostRefused``.
    public static func verify(_ configuration: AMQPConfiguration) async throws(AMQPError) {
        let connection = try await AMQPConnection.connect(configuration, epoch: 0)
        connection.beginClose()
        if let error = await connection.waitUntilClosed() { throw error }
    }

    /// What the connection is doing now.
    public var currentState: AMQPConnectionState { self.state.withLock { $0.shown } }

    /// The number of the connection in use, counted from 1; `nil` when there is none.
    ///
    /// What was sent for an answer over one connection and is not answered when the number has changed may never be.
    public var epoch: UInt64? { self.state.withLock { $0.epoch } }

    /// The state now and every later one; a slow reader sees only the newest.
    public var states: AsyncStream<AMQPConnectionState> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: AMQPConnectionState.self, bufferingPolicy: .bufferingNewest(1))
        let id = self.state.withLock { state -> UInt64? in
            continuation.yield(state.shown)
            if case .closed = state.phase {
                continuation.finish()
                return nil
            }
            return state.addObserver(continuation)
        }
        if let id {
            continuation.onTermination = { [weak self] _ in
                self?.state.withLock { _ = $0.observers.removeValue(forKey: id) }
            }
        }
        return stream
    }

    /// Returns when the connection is open, topology declared and consumers subscribed.
    ///
    /// - Throws: ``AMQPError/Code/cancelled``, ``AMQPError/Code/shutDown``, or why ``run()`` gave up.
    public func waitUntilConnected() async throws(AMQPError) {
        _ = try await self.connection()
    }

    /// The connection if there is one now.
    func liveConnection() throws(AMQPError) -> AMQPConnection {
        let phase = self.state.withLock { $0.phase }
        switch phase {
        case .connected(let connection): return connection
        case .disconnected(let cause):
            throw AMQPError(code: .notConnected, message: "There is no connection to the broker", cause: cause)
        case .closed(let error): throw error
        }
    }

    /// The connection, waiting for it.
    func connection() async throws(AMQPError) -> AMQPConnection {
        let id = self.state.withLock { $0.makeID() }
        let result: Result<AMQPConnection, AMQPError> = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                let now = self.state.withLock { state -> Result<AMQPConnection, AMQPError>? in
                    switch state.phase {
                    case .connected(let connection) where !connection.hasEnded: return .success(connection)
                    case .closed(let error): return .failure(error)
                    case .connected, .disconnected:
                        if Task.isCancelled { return .failure(Self.cancelled) }
                        state.waiters[id] = continuation
                        return nil
                    }
                }
                if let now { continuation.resume(returning: now) }
            }
        } onCancel: {
            let waiter = self.state.withLock { $0.waiters.removeValue(forKey: id) }
            waiter?.resume(returning: .failure(Self.cancelled))
        }
        return try result.get()
    }

    private static var cancelled: AMQPError {
        AMQPError(code: .cancelled, message: "The task was cancelled while waiting for a connection")
    }
}
