/// What a connection and a transaction have in common: running statements.
public protocol PostgresSession: Sendable {
    /// Runs one statement and receives its whole result.
    ///
    /// - Throws: ``PostgresError``. In a transaction every error of the server dooms the transaction.
    @discardableResult
    func query(_ query: PostgresQuery) async throws(PostgresError) -> PostgresRows

    /// Sends all statements in one round trip and receives their results in the same order.
    ///
    /// Outside a transaction the statements succeed or fail together. The first failure ends the work; the statements
    /// after it are not run.
    ///
    /// - Throws: ``PostgresError`` of the first statement that failed.
    @discardableResult
    func pipeline(_ queries: [PostgresQuery]) async throws(PostgresError) -> [PostgresRows]
}
