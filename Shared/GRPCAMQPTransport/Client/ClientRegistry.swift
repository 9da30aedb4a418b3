import GRPCCore

/// Which calls of a client are open, and whether there may be new ones.
struct ClientRegistry: Sendable {
    /// What to do with a call that wants to begin.
    enum Admission: Sendable {
        case begin(String)
        /// Not connected yet, or not at the moment.
        case wait
        case refuse(RPCError)
    }

    private enum Phase {
        /// ``AMQPClientTransport/connect()`` has not finished connecting.
        case idle, connecting
        case ready
        /// The reply queue is away; it comes back.
        case interrupted
        /// No new calls.
        case draining, closed
    }

    private var phase = Phase.idle
    private var nextID: UInt64 = 0
    private var calls: [String: ClientCall] = [:]

    var isDrained: Bool { (self.phase == .draining && self.calls.isEmpty) || self.phase == .closed }
    var openCalls: [ClientCall] { Array(self.calls.values) }

    /// Begins to connect; `false` when it was begun before or is over.
    mutating func connect() throws(RPCError) -> Bool {
        switch self.phase {
        case .idle:
            self.phase = .connecting
            return true
        case .draining:
            return false
        case .closed:
            throw RPCError(code: .failedPrecondition, message: "The client transport is closed.")
        case .connecting, .ready, .interrupted:
            throw RPCError(code: .failedPrecondition, message: "The client transport is already connected.")
        }
    }

    /// Replies can arrive.
    ///
    /// - Parameter afterInterruption: Only the connection is back, which subscribes nothing that was not before.
    mutating func becomeReady(afterInterruption: Bool = false) {
        if self.phase == .interrupted || (self.phase == .connecting && !afterInterruption) { self.phase = .ready }
    }

    /// Replies to the open calls are lost; returns these calls.
    mutating func interrupt() -> [ClientCall] {
        if self.phase == .ready { self.phase = .interrupted }
        return self.openCalls
    }

    mutating func drain() {
        if self.phase != .closed { self.phase = .draining }
    }

    /// Ends everything; returns the calls that were open.
    mutating func close() -> [ClientCall] {
        self.phase = .closed
        defer { self.calls.removeAll() }
        return self.openCalls
    }

    /// Asks to begin a call.
    ///
    /// - Parameter waitsForReady: Whether to wait for a broker that is away; the first connection is waited for anyway.
    mutating func admit(waitsForReady: Bool) -> Admission {
        switch self.phase {
        case .ready:
            self.nextID += 1
            return .begin(String(self.nextID, radix: 16))
        case .idle, .connecting:
            return .wait
        case .interrupted where waitsForReady:
            return .wait
        case .interrupted:
            return .refuse(.unavailable("There is no connection to the broker", mayHaveRun: false, mayRetry: true))
        case .draining, .closed:
            let reason = "The client transport is shut down"
            return .refuse(RPCError(code: .failedPrecondition, message: "\(reason); the request has not run."))
        }
    }

    mutating func insert(_ call: ClientCall) {
        self.calls[call.id] = call
    }

    mutating func remove(_ id: String) {
        self.calls[id] = nil
    }

    func call(_ id: String) -> ClientCall? { self.calls[id] }
}
