/// A connection of the pool, lent for the time of a closure.
///
/// It is refused after the closure has returned. Statements of several tasks on one connection run one after the
/// other.
public final class PostgresConnection: PostgresSession {
    let channel: PostgresChannel
    private let lease = Lease(whatEnded: "withConnection has returned: the connection was given back to the pool")

    init(channel: PostgresChannel) {
        self.channel = channel
    }

    /// The process that serves this connection on the server, as in `pg_stat_activity`.
    public var backendProcessID: Int32 { self.channel.backendProcessID }

    @discardableResult
    public func query(_ query: PostgresQuery) async throws(PostgresError) -> PostgresRows {
        try self.lease.check()
        return try await self.channel.runOne(query)
    }

    @discardableResult
    public func pipeline(_ queries: [PostgresQuery]) async throws(PostgresError) -> [PostgresRows] {
        try self.lease.check()
        return try await self.channel.run(.pipeline(queries))
    }

    /// Runs a text of several statements without values, as a migration has it.
    ///
    /// Unless the text says otherwise the statements succeed or fail together.
    ///
    /// - Parameter sql: The statements. Nothing in it may come from outside.
    public func script(unsafeSQL sql: String) async throws(PostgresError) {
        try self.lease.check()
        try await self.channel.runScript(sql)
    }

    /// Inserts many rows with `COPY … FROM STDIN`, the fastest way there is.
    ///
    /// All rows are inserted or none. A whole number is widened or narrowed to the column's type; other values must
    /// have exactly the type of their column.
    ///
    /// - Parameters:
    ///   - table: The table, with or without its schema.
    ///   - columns: The columns in the order of the values.
    ///   - rows: The values, one element per row. They are encoded as they are sent, not all at once.
    /// - Returns: How many rows were inserted.
    /// - Throws: `.encoding` when a value does not fit its column; otherwise as ``query(_:)``.
    @discardableResult
    public func copyIn(
        table: String, columns: [String], rows: some Sequence<PostgresBinds>
    ) async throws(PostgresError) -> Int {
        try self.lease.check()
        return try await self.channel.copyIn(table: table, columns: columns, rows: rows)
    }

    /// Asks the server to cancel what runs on this connection now.
    ///
    /// The statement then fails with `.cancelled`. Nothing happens when nothing runs.
    public func cancel() {
        self.channel.cancelCurrent()
    }

    /// Runs a transaction on this connection, once: nothing is retried.
    ///
    /// - Throws: What `body` throws, after a rollback; ``PostgresError`` when COMMIT failed, `.commitUnknown` when
    ///   nobody knows whether it did.
    @discardableResult
    public nonisolated(nonsending) func withTransaction<Result: Sendable>(
        isolation: PostgresIsolation = .readCommitted,
        _ body: nonisolated(nonsending) (PostgresTransaction) async throws -> Result
    ) async throws -> Result {
        try self.lease.check()
        let transaction = PostgresTransaction(channel: self.channel, isolation: isolation)
        return try await transaction.perform(body)
    }

    /// Gives up the connection: what runs on it fails with `.connectionLost`, and it does not go back to the pool.
    public func close() {
        self.channel.close(PostgresError(code: .connectionLost, message: "the connection was closed by its user"))
    }

    /// Refuses everything from now on.
    func end() {
        self.lease.end()
    }
}
