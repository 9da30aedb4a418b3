import DequeModule

/// Who has which connection, and who waits. A value without I/O: methods return what to do.
///
/// `Connection` and `Waiter` are whatever the owner hands around; tests use numbers.
struct PoolState<Connection: Sendable, Waiter: Sendable> {
    struct Waiting {
        let id: UInt64
        let waiter: Waiter
        let since: ContinuousClock.Instant
    }

    /// What the owner must do, outside its lock.
    enum Action {
        case lend(Connection, to: Waiter)
        case refuse(Waiter, PostgresError)
        case close(Connection)
        case open
    }

    let maximum: Int
    let maximumWaiters: Int
    let idleTimeout: Duration
    let acquireTimeout: Duration
    let queueTimeout: Duration
    private(set) var idle: Deque<(connection: Connection, since: ContinuousClock.Instant)> = []
    private(set) var lent = 0
    private(set) var opening = 0
    private(set) var waiting: Deque<Waiting> = []
    private(set) var isClosed = false
    /// When a connection last came, or came back: the queue moves.
    private var lastTurn: ContinuousClock.Instant?
    private var failures = 0
    private var lastFailure: PostgresError?
    /// No new attempt before this, after one that failed.
    private(set) var pauseUntil: ContinuousClock.Instant?

    init(maximum: Int, maximumWaiters: Int, idleTimeout: Duration, acquireTimeout: Duration, queueTimeout: Duration) {
        self.maximum = max(1, maximum)
        self.maximumWaiters = maximumWaiters
        self.idleTimeout = idleTimeout
        self.acquireTimeout = acquireTimeout
        self.queueTimeout = max(queueTimeout, acquireTimeout)
    }

    var isEmpty: Bool { self.idle.isEmpty && self.lent == 0 && self.opening == 0 }

    /// Somebody wants a connection. The newest idle one is lent, whose statements are the most likely to be prepared.
    mutating func acquire(_ waiting: Waiting, now: ContinuousClock.Instant) -> [Action] {
        guard !self.isClosed else { return [.refuse(waiting.waiter, Self.closed)] }
        if self.waiting.isEmpty, let (connection, _) = self.idle.popLast() {
            self.lent += 1
            return [.lend(connection, to: waiting.waiter)]
        }
        guard self.waiting.count < self.maximumWaiters else {
            let message = "\(self.waiting.count) tasks wait for a connection already"
            return [.refuse(waiting.waiter, PostgresError(code: .poolExhausted, message: message))]
        }
        self.waiting.append(waiting)
        return self.openMore(now: now)
    }

    /// Somebody does not want a connection any more.
    mutating func cancel(id: UInt64) -> Waiter? {
        guard let index = self.waiting.firstIndex(where: { $0.id == id }) else { return nil }
        return self.waiting.remove(at: index).waiter
    }

    /// A connection comes back; one that is not reusable is closed and replaced when somebody waits.
    mutating func release(_ connection: Connection, isReusable: Bool, now: ContinuousClock.Instant) -> [Action] {
        self.lent -= 1
        self.lastTurn = now
        guard isReusable, !self.isClosed else { return [.close(connection)] + self.openMore(now: now) }
        return self.offer(connection, now: now)
    }

    /// An attempt to connect succeeded.
    mutating func opened(_ connection: Connection, now: ContinuousClock.Instant) -> [Action] {
        self.opening -= 1
        self.lastTurn = now
        self.failures = 0
        self.lastFailure = nil
        self.pauseUntil = nil
        guard !self.isClosed else { return [.close(connection)] }
        return self.offer(connection, now: now) + self.openMore(now: now)
    }

    /// An attempt to connect failed. `factor` spreads the next attempts: 0.5...1.
    mutating func failedToOpen(
        _ error: PostgresError, isPermanent: Bool, factor: Double, now: ContinuousClock.Instant
    ) -> [Action] {
        self.opening -= 1
        self.failures += 1
        self.lastFailure = error
        let pause = min(Duration.milliseconds(100) * (1 << min(self.failures - 1, 6)), .seconds(5))
        self.pauseUntil = now + pause * factor
        guard isPermanent else { return [] }
        defer { self.waiting = [] }
        return self.waiting.map { .refuse($0.waiter, error) }
    }

    /// An idle connection ended by itself.
    mutating func forget(where matches: (Connection) -> Bool) {
        self.idle.removeAll { matches($0.connection) }
    }

    /// Time has passed: waiters give up, attempts are repeated, unused connections leave.
    mutating func tick(now: ContinuousClock.Instant) -> [Action] {
        var actions: [Action] = []
        while let first = self.waiting.first, self.deadline(of: first) <= now {
            self.waiting.removeFirst()
            actions.append(.refuse(first.waiter, self.acquireFailure()))
        }
        while let oldest = self.idle.first, oldest.since + self.idleTimeout <= now {
            self.idle.removeFirst()
            actions.append(.close(oldest.connection))
        }
        return actions + self.openMore(now: now)
    }

    /// When ``tick(now:)`` is due next.
    var nextDeadline: ContinuousClock.Instant? {
        var deadlines: [ContinuousClock.Instant] = []
        if let first = self.waiting.first { deadlines.append(self.deadline(of: first)) }
        if let oldest = self.idle.first { deadlines.append(oldest.since + self.idleTimeout) }
        if let pauseUntil, !self.waiting.isEmpty { deadlines.append(pauseUntil) }
        return deadlines.min()
    }

    /// Nothing is lent from now on.
    mutating func close() -> [Action] {
        self.isClosed = true
        defer {
            self.idle = []
            self.waiting = []
        }
        return self.waiting.map { .refuse($0.waiter, Self.closed) } + self.idle.map { .close($0.connection) }
    }

    private mutating func offer(_ connection: Connection, now: ContinuousClock.Instant) -> [Action] {
        guard let first = self.waiting.popFirst() else {
            self.idle.append((connection, now))
            return []
        }
        self.lent += 1
        return [.lend(connection, to: first.waiter)]
    }

    /// As many attempts as somebody waits for; one only while the database does not answer.
    private mutating func openMore(now: ContinuousClock.Instant) -> [Action] {
        guard !self.isClosed else { return [] }
        if let pauseUntil {
            guard pauseUntil <= now, self.opening == 0, !self.waiting.isEmpty else { return [] }
            self.pauseUntil = nil
        }
        let room = self.maximum - self.idle.count - self.lent - self.opening
        let limit = self.failures > 0 ? 1 : self.waiting.count
        let count = max(0, min(room, limit - self.opening))
        self.opening += count
        return Array(repeating: .open, count: count)
    }

    /// When a waiter gives up: soon while the queue stands still, later while it moves. Who asked first gives up first.
    private func deadline(of waiting: Waiting) -> ContinuousClock.Instant {
        let moved = max(waiting.since, self.lastTurn ?? waiting.since)
        return min(moved + self.acquireTimeout, waiting.since + self.queueTimeout)
    }

    private func acquireFailure() -> PostgresError {
        if let lastFailure {
            return PostgresError(
                code: .cannotConnect, message: "no connection could be made in time: \(lastFailure.message)",
                cause: lastFailure)
        }
        if self.lent < self.maximum, self.opening > 0 {
            return PostgresError(code: .cannotConnect, message: "the database did not let us in within the time allowed")
        }
        return PostgresError(
            code: .poolExhausted, message: "all \(self.maximum) connections were taken for too long")
    }

    private static var closed: PostgresError {
        PostgresError(code: .clientClosed, message: "the database client was shut down")
    }
}
