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
    private var calls: [String: Entry] = [:]
    private var isWatchAsleep = false

    private struct Entry {
        let call: ClientCall
        /// The connection its reply comes over; `nil` while its request has not been sent.
        var epoch: UInt64?
    }

    var isDrained: Bool { (self.phase == .draining && self.calls.isEmpty) || self.phase == .closed }
    var openCalls: [ClientCall] { self.calls.values.map(\.call) }

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

    /// A request is about to be sent.
    ///
    /// - Parameter epoch: The connection replies come over at this moment, if any.
    /// - Returns: Whether its reply can arrive; if not, it must not be sent.
    mutating func open(_ id: String, over epoch: UInt64?) -> Bool {
        guard let epoch, self.phase == .ready || self.phase == .draining, self.calls[id] != nil else { return false }
        self.calls[id]?.epoch = epoch
        return true
    }

    /// The connection or the reply queue was lost; returns the calls whose replies went with it.
    ///
    /// One that was sent over the connection of now is not among them: word of a loss may come when it is mended already.
    ///
    /// - Parameter epoch: The connection of now; `nil` when there is none, or when replies cannot arrive over it.
    mutating func interrupt(_ epoch: UInt64?) -> [ClientCall] {
        if epoch == nil, self.phase == .ready { self.phase = .interrupted }
        return self.calls.values.filter { $0.epoch != nil && $0.epoch != epoch }.map(\.call)
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

    /// Adds a call; returns whether who watches over calls must be woken.
    mutating func insert(_ call: ClientCall) -> Bool {
        self.calls[call.id] = Entry(call: call)
        defer { self.isWatchAsleep = false }
        return self.isWatchAsleep
    }

    /// Whether there are calls to watch over; when not, who asks goes to sleep.
    mutating func isToBeWatched() -> Bool {
        self.isWatchAsleep = self.calls.isEmpty
        return !self.isWatchAsleep
    }

    mutating func remove(_ id: String) {
        self.calls[id] = nil
    }

    func call(_ id: String) -> ClientCall? { self.calls[id]?.call }
}
