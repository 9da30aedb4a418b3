/// What a client knows, behind its lock.
struct ClientState {
    enum Phase {
        case disconnected(AMQPError?)
        case connected(AMQPConnection)
        case closed(AMQPError)
    }

    /// Who waits for a connection.
    typealias Waiter = UnsafeContinuation<Result<AMQPConnection, AMQPError>, Never>

    private(set) var phase = Phase.disconnected(nil)
    /// The state as others see it.
    private(set) var shown = AMQPConnectionState.reconnecting(nil)
    /// What is declared again on each connection.
    var topology = AMQPTopology()
    /// What is subscribed again on each connection.
    var consumers: [ObjectIdentifier: AMQPConsumer] = [:]
    var waiters: [UInt64: Waiter] = [:]
    var observers: [UInt64: AsyncStream<AMQPConnectionState>.Continuation] = [:]
    private var nextID: UInt64 = 0

    /// The number of the connection in use.
    var epoch: UInt64? {
        guard case .connected(let connection) = self.phase else { return nil }
        return connection.epoch
    }

    mutating func makeID() -> UInt64 {
        self.nextID += 1
        return self.nextID
    }

    mutating func addObserver(_ continuation: AsyncStream<AMQPConnectionState>.Continuation) -> UInt64 {
        let id = self.makeID()
        self.observers[id] = continuation
        return id
    }

    /// Shows a state to everyone who looks.
    mutating func show(_ state: AMQPConnectionState) {
        self.shown = state
        for observer in self.observers.values { observer.yield(state) }
    }

    /// Changes the phase; returns who no longer has to wait.
    mutating func enter(_ phase: Phase) -> [Waiter] {
        if case .closed = self.phase { return [] }
        self.phase = phase
        switch phase {
        case .disconnected(let error):
            self.show(.reconnecting(error))
            return []
        case .connected:
            self.show(.connected)
        case .closed:
            self.show(.closed)
        }
        defer { self.waiters = [:] }
        return Array(self.waiters.values)
    }
}
