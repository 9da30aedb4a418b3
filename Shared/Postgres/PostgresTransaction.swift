import Synchronization

/// A transaction, lent for the time of a closure.
///
/// It commits when the closure returns and rolls back when the closure throws. After a statement has failed the
/// transaction is doomed: it can only roll back, also when the closure swallows the error.
public final class PostgresTransaction: PostgresSession {
    private struct State {
        /// BEGIN has not been sent: it travels with the first statement.
        var begun = false
        var failure: PostgresError?
        /// Statements that travel with COMMIT.
        var last: [PostgresQuery] = []
        var afterCommit: [@Sendable () -> Void] = []
    }

    private let channel: PostgresChannel
    private let isolation: PostgresIsolation
    private let lease = Lease(whatEnded: "the transaction has ended")
    private let state = Mutex(State())

    init(channel: PostgresChannel, isolation: PostgresIsolation) {
        self.channel = channel
        self.isolation = isolation
    }

    @discardableResult
    public func query(_ query: PostgresQuery) async throws(PostgresError) -> PostgresRows {
        let rows = try await self.pipeline([query])
        return rows[0]
    }

    @discardableResult
    public func pipeline(_ queries: [PostgresQuery]) async throws(PostgresError) -> [PostgresRows] {
        try self.lease.check()
        guard !queries.isEmpty else { return [] }
        for query in queries { try query.validate() }
        let first = self.state.withLock { state in
            defer { state.begun = true }
            return !state.begun
        }
        do throws(PostgresError) {
            guard first else { return try await self.channel.run(.pipeline(queries)) }
            let begin = PostgresQuery.control(self.isolation.begin)
            return Array(try await self.channel.run(.pipeline([begin] + queries)).dropFirst())
        } catch {
            self.state.withLock { $0.failure = $0.failure ?? error }
            throw error
        }
    }

    /// Inserts many rows with `COPY … FROM STDIN`; see ``PostgresConnection/copyIn(table:columns:rows:)``.
    @discardableResult
    public func copyIn(
        table: String, columns: [String], rows: some Sequence<PostgresBinds>
    ) async throws(PostgresError) -> Int {
        try await self.begin()
        do throws(PostgresError) {
            return try await self.channel.copyIn(table: table, columns: columns, rows: rows)
        } catch {
            self.state.withLock { $0.failure = $0.failure ?? error }
            throw error
        }
    }

    /// Runs a text of several statements without values; see ``PostgresConnection/script(unsafeSQL:)``.
    public func script(unsafeSQL sql: String) async throws(PostgresError) {
        try await self.begin()
        do throws(PostgresError) {
            try await self.channel.runScript(sql)
        } catch {
            self.state.withLock { $0.failure = $0.failure ?? error }
            throw error
        }
    }

    /// Has statements run last of all, on the way with COMMIT: they cost no round trip of their own.
    ///
    /// They run in the order in which they were given, and only when the closure returns. Nobody sees their results; a
    /// failure of one is thrown by `withTransaction`, and then nothing was committed.
    ///
    /// - Throws: ``PostgresError`` `.encoding` when a value cannot be sent, `.misuse` after the transaction has ended.
    public func beforeCommit(_ queries: [PostgresQuery]) throws(PostgresError) {
        try self.lease.check()
        for query in queries { try query.validate() }
        self.state.withLock { $0.last += queries }
    }

    /// Has an action run after COMMIT has succeeded, once, before `withTransaction` returns.
    ///
    /// It does not run when the transaction rolls back, nor when nobody knows whether it was committed. The actions
    /// run in the order in which they were given.
    public func afterCommit(_ action: @escaping @Sendable () -> Void) {
        self.state.withLock { $0.afterCommit.append(action) }
    }

    /// The first failure of a statement in this transaction.
    var failure: PostgresError? { self.state.withLock { $0.failure } }

    /// Sends BEGIN when nothing has been sent yet.
    private func begin() async throws(PostgresError) {
        try self.lease.check()
        let first = self.state.withLock { state in
            defer { state.begun = true }
            return !state.begun
        }
        guard first else { return }
        _ = try await self.channel.run(.pipeline([PostgresQuery.control(self.isolation.begin)]))
    }

    /// Runs the closure, then COMMIT or ROLLBACK.
    nonisolated(nonsending) func perform<Result: Sendable>(
        _ body: nonisolated(nonsending) (PostgresTransaction) async throws -> Result
    ) async throws -> Result {
        let result: Result
        do {
            result = try await body(self)
        } catch {
            self.lease.end()
            await self.rollback()
            throw error
        }
        self.lease.end()
        try await self.commit()
        for action in self.state.withLock({ $0.afterCommit }) { action() }
        return result
    }

    /// - Throws: The reason why nothing was committed, or `.commitUnknown`.
    private func commit() async throws(PostgresError) {
        let (begun, last, failure) = self.state.withLock { ($0.begun, $0.last, $0.failure) }
        guard begun || !last.isEmpty else { return }
        if let failure {
            await self.rollback()
            var error = PostgresError(
                code: failure.isRetriable ? failure.code : .transactionAborted,
                message: "a statement failed before, so the transaction was rolled back although its closure returned",
                cause: failure)
            error.sqlState = failure.sqlState
            throw error
        }
        self.state.withLock { $0.begun = true }
        let begin = begun ? [] : [PostgresQuery.control(self.isolation.begin)]
        let rows: [PostgresRows]
        do throws(PostgresError) {
            rows = try await self.channel.run(.pipeline(begin + last + [.control("COMMIT")]), cancellable: false)
        } catch {
            guard Self.provesRollback(error) else { throw Self.commitFailure(error) }
            self.state.withLock { $0.failure = error }
            // The server skipped COMMIT after a statement before it had failed; the connection is still inside.
            if !last.isEmpty { await self.rollback() }
            throw error
        }
        // COMMIT of a failed transaction succeeds and says what it really did.
        guard rows.last?.commandTag == "COMMIT" else {
            throw PostgresError(code: .transactionAborted, message: "the server rolled the transaction back at COMMIT")
        }
    }

    /// Whether the server itself said that COMMIT, or a statement before it, failed: then nothing was committed.
    private static func provesRollback(_ error: PostgresError) -> Bool {
        error.sqlState != nil && error.code != .connectionLost
    }

    /// A connection that ends during COMMIT may have committed.
    private static func commitFailure(_ error: PostgresError) -> PostgresError {
        guard [.connectionLost, .timedOut, .cancelled].contains(error.code) else { return error }
        return PostgresError(
            code: .commitUnknown,
            message: "the connection ended during COMMIT: it is not known whether the transaction took effect",
            cause: error)
    }

    /// Rolls back; a connection on which that fails is not used again.
    private func rollback() async {
        guard self.state.withLock({ $0.begun }) else { return }
        do throws(PostgresError) {
            _ = try await self.channel.runOne(.control("ROLLBACK"), cancellable: false)
        } catch {
            self.channel.close(error)
        }
    }
}
