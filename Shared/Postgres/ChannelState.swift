import CLibPQ
import DequeModule

/// What a connection is doing. Everything here runs under the lock of ``PostgresChannel``, the one owner of the `PGconn`.
///
/// Methods never wait and never resume a task: they leave the answers in ``replies``.
struct ChannelState: ~Copyable {
    /// One message of a pipeline whose answer is outstanding.
    enum Step {
        case prepare(name: String)
        case evict(name: String)
        case execute(name: String)
        /// BEGIN, COMMIT, ROLLBACK: not prepared, so that they work in every state of a transaction.
        case control
    }

    /// The unit under way.
    struct Running {
        let unit: ChannelUnit
        let started: ContinuousClock.Instant
        var steps: Deque<Step> = []
        var rows: [PostgresRows] = []
        var failure: PostgresError?
        var cancelRequested = false
        /// The answer, complete, but held back until the cancel request has been delivered: else it could hit the
        /// next unit.
        var isComplete = false
    }

    private var handle: ConnectionHandle?
    /// The pointer of ``handle``, nil after the connection has ended.
    private(set) var pointer: OpaquePointer?
    var cache: StatementCache
    var queue: Deque<ChannelUnit> = []
    var running: Running?
    var isInCopy = false
    /// A cancel request is on its way to the server.
    var cancelInFlight = false
    /// Why the connection ended.
    var ended: PostgresError?
    var replies: [ChannelReply] = []
    /// When to give up waiting for a sign of the server.
    var deadline: ContinuousClock.Instant?
    var wantsWrite = false
    let statementTimeout: Duration?

    init(handle: consuming ConnectionHandle, cacheLimit: Int, statementTimeout: Duration?) {
        self.pointer = handle.pointer
        self.handle = consume handle
        self.cache = StatementCache(limit: cacheLimit)
        self.statementTimeout = statementTimeout
    }

    /// The server ends a statement itself; only a server that says nothing at all is given up this much later.
    static let grace: Duration = .seconds(5)

    var isIdle: Bool { self.running == nil && self.queue.isEmpty }

    /// Whether another task may have the connection: alive, and nothing left open.
    var isReusable: Bool {
        guard self.ended == nil, self.isIdle, !self.isInCopy, !self.cancelInFlight, let pointer
        else { return false }
        return PQstatus(pointer) == CONNECTION_OK && PQtransactionStatus(pointer) == PQTRANS_IDLE
    }

    mutating func extendDeadline() {
        // After a cancel request the server has a fixed time.
        guard self.running?.cancelRequested != true else { return }
        self.deadline = self.running == nil ? nil : self.statementTimeout.map { .now + $0 + Self.grace }
    }

    /// Takes work; starts it when nothing else is under way.
    mutating func submit(_ unit: ChannelUnit) {
        if let ended { return self.reply(unit, .failure(ended)) }
        guard unit.work.isCopyContinuation == self.isInCopy else {
            let message = self.isInCopy ? "a COPY is under way on this connection" : "no COPY is under way"
            return self.reply(unit, .failure(PostgresError(code: .misuse, message: message)))
        }
        self.queue.append(unit)
        self.startNext()
    }

    /// Starts the next unit; a unit that fails at once makes way for the one after it.
    mutating func startNext() {
        while self.running == nil, self.ended == nil, let unit = self.queue.popFirst() {
            self.running = Running(unit: unit, started: .now)
            self.extendDeadline()
            do throws(PostgresError) {
                try self.send(unit.work)
                self.advance()
            } catch {
                self.end(error)
            }
        }
    }

    mutating func reply(_ unit: ChannelUnit, _ answer: ChannelAnswer) {
        self.replies.append(ChannelReply(continuation: unit.continuation, answer: answer))
    }

    /// Ends the unit under way.
    mutating func finish() {
        guard var running else { return }
        guard !self.cancelInFlight else {
            running.isComplete = true
            self.running = running
            return
        }
        self.running = nil
        self.deadline = nil
        self.reply(running.unit, running.failure.map { .failure(self.explained($0, running)) } ?? .success(running.rows))
    }

    /// The server has one state for every cancelled statement; the client knows who cancelled it.
    private func explained(_ error: PostgresError, _ running: Running) -> PostgresError {
        guard error.sqlState == "57014", !running.cancelRequested, let statementTimeout,
            .now - running.started >= statementTimeout * 0.9
        else { return error }
        var timedOut = PostgresError(
            code: .timedOut, message: "the statement ran longer than \(statementTimeout)", cause: error)
        timedOut.sqlState = error.sqlState
        return timedOut
    }

    /// The server has been told to cancel: an answer that was held back may go, and the next unit may start.
    mutating func cancelDelivered() {
        self.cancelInFlight = false
        if self.running?.isComplete == true { self.finish() }
        self.startNext()
    }

    /// Ends the connection: everybody who waits is told.
    mutating func end(_ error: PostgresError) {
        guard self.ended == nil else { return }
        self.ended = error
        self.pointer = nil
        self.handle = nil
        self.deadline = nil
        self.wantsWrite = false
        if let running {
            let gaveUp = running.cancelRequested && error.code == .timedOut
            let message = "cancelled; the server did not answer, so the connection was given up"
            self.reply(
                running.unit,
                .failure(gaveUp ? PostgresError(code: .cancelled, message: message, cause: error) : error))
        }
        self.running = nil
        while let unit = self.queue.popFirst() { self.reply(unit, .failure(error)) }
    }
}
