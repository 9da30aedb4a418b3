public import Logging
public import ServiceLifecycle

/// The database as a service sees it: a pool of connections.
///
/// Usable from the moment it is made: connections are opened when they are needed. ``run()`` ties it to the life of the
/// process; without it, end with ``shutdown()``.
///
/// Concurrency: safe to call from any task. Blocking: no; libpq is used non-blocking, and what may still wait (name
/// look-up, `PQcancel`) has threads of its own.
public final class PostgresClient: Service, Sendable {
    /// How the database is reached.
    public let configuration: PostgresConfiguration
    private let pool: PostgresPool

    /// Creates a client; nothing is opened yet.
    public init(configuration: PostgresConfiguration, logger: Logger) {
        self.configuration = configuration
        self.pool = PostgresPool(configuration: configuration, logger: logger)
    }

    deinit { self.pool.close() }

    /// Keeps the pool until graceful shutdown or cancellation, then ends it.
    public func run() async throws {
        do {
            try await gracefulShutdown()
        } catch is CancellationError {
            // Cancellation ends the pool as well.
        }
        await self.shutdown()
    }

    /// Refuses new work, waits until every lent connection has come back, and closes all.
    public func shutdown() async {
        await self.pool.shutdown()
    }

    /// Lends a connection to a closure.
    ///
    /// - Throws: `.poolExhausted`, `.cannotConnect`, `.clientClosed` or `.cancelled` when there is no connection;
    ///   else what `body` throws.
    @discardableResult
    public nonisolated(nonsending) func withConnection<Result: Sendable>(
        _ body: nonisolated(nonsending) (PostgresConnection) async throws -> Result
    ) async throws -> Result {
        let channel = try await self.pool.acquire()
        let connection = PostgresConnection(channel: channel)
        defer {
            connection.end()
            self.pool.release(channel)
        }
        return try await body(connection)
    }

    /// Runs a transaction.
    ///
    /// The closure may run again: when the server answers with a serialization failure or a deadlock, or the connection
    /// is lost before COMMIT, everything it did in the database is rolled back and it is called anew with a new
    /// transaction, after a short random pause, at most `transactionAttempts` times in all. So it must have no effect
    /// outside the database; what depends on success belongs in ``PostgresTransaction/afterCommit(_:)``.
    ///
    /// A call inside the closure of another transaction of the same client is refused with `.misuse`: it would need a
    /// second connection and could wait for itself.
    ///
    /// - Parameters:
    ///   - isolation: How much of other transactions it sees.
    ///   - body: The work. It commits when this returns and rolls back when this throws.
    /// - Throws: What `body` throws, after a rollback; ``PostgresError`` when COMMIT failed, with `.commitUnknown` when
    ///   the connection ended during COMMIT.
    @discardableResult
    public nonisolated(nonsending) func withTransaction<Result: Sendable>(
        isolation: PostgresIsolation = .readCommitted,
        _ body: nonisolated(nonsending) (PostgresTransaction) async throws -> Result
    ) async throws -> Result {
        let identity = ObjectIdentifier(self)
        guard !OpenTransactions.clients.contains(identity) else {
            throw PostgresError(
                code: .misuse,
                message: "this task is inside a transaction already: pass that transaction along instead")
        }
        return try await OpenTransactions.$clients.withValue(OpenTransactions.clients.union([identity])) {
            try await self.attempts(isolation: isolation, body)
        }
    }

    /// Runs one statement on any connection.
    ///
    /// - Throws: ``PostgresError``. After `.connectionLost` or `.timedOut` a change may or may not have happened.
    @discardableResult
    public func query(_ query: PostgresQuery) async throws(PostgresError) -> PostgresRows {
        try await self.pipeline([query])[0]
    }

    /// Sends all statements in one round trip on any connection; they succeed or fail together.
    @discardableResult
    public func pipeline(_ queries: [PostgresQuery]) async throws(PostgresError) -> [PostgresRows] {
        let channel = try await self.pool.acquire()
        defer { self.pool.release(channel) }
        do throws(PostgresError) {
            return try await channel.run(.pipeline(queries))
        } catch {
            // A table was changed under a prepared statement: nothing has run, and now it is prepared anew.
            guard error.code == .statementInvalidated else { throw error }
            return try await channel.run(.pipeline(queries))
        }
    }

    /// How the pool is used at this moment, for metrics.
    public var statistics: PostgresPoolStatistics { self.pool.statistics }

    private nonisolated(nonsending) func attempts<Result: Sendable>(
        isolation: PostgresIsolation,
        _ body: nonisolated(nonsending) (PostgresTransaction) async throws -> Result
    ) async throws -> Result {
        var attempt = 1
        while true {
            let channel = try await self.pool.acquire()
            let transaction = PostgresTransaction(channel: channel, isolation: isolation)
            do {
                defer { self.pool.release(channel) }
                return try await transaction.perform(body)
            } catch {
                guard attempt < self.configuration.transactionAttempts,
                    Self.mayRunAgain(after: error, failure: transaction.failure)
                else { throw error }
            }
            try await Self.pause(before: attempt)
            attempt += 1
        }
    }

    /// Only failures that prove that nothing was committed.
    private static func mayRunAgain(after error: any Error, failure: PostgresError?) -> Bool {
        let thrown = error as? PostgresError
        guard thrown?.code != .commitUnknown else { return false }
        let codes: [PostgresError.Code] = [.serializationFailure, .deadlock, .connectionLost, .statementInvalidated]
        return [failure, thrown].contains { error in error.map { codes.contains($0.code) } ?? false }
    }

    /// Waits 5 ms, 10 ms, 20 ms, … times a random factor, so that rivals do not meet again.
    private static func pause(before attempt: Int) async throws(PostgresError) {
        let longest = 10.0 * Double(1 << min(attempt, 6))
        do {
            try await Task.sleep(for: .milliseconds(Double.random(in: longest / 4...longest)))
        } catch {
            throw PostgresError(code: .cancelled, message: "cancelled before the transaction was tried again")
        }
    }
}

/// The clients in whose transaction the current task is.
enum OpenTransactions {
    @TaskLocal static var clients: Set<ObjectIdentifier> = []
}
