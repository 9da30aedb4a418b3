public import Postgres
import Synchronization

/// A session that asks for the plan of every reading before it runs it, so that a test can hold the plans of a store against
/// the indexes that were meant for it.
public final class ExplainedSession: PostgresSession {
    private let session: any PostgresSession
    private let kept = Mutex<[String]>([])

    /// A session over another one.
    public init(_ session: any PostgresSession) { self.session = session }

    /// The plans so far, each as the server's lines.
    public var plans: [String] { self.kept.withLock { $0 } }

    /// Runs one statement after its plan was noted.
    public func query(_ query: PostgresQuery) async throws(PostgresError) -> PostgresRows {
        try await self.explain(query)
        return try await self.session.query(query)
    }

    /// Runs statements after their plans were noted.
    public func pipeline(_ queries: [PostgresQuery]) async throws(PostgresError) -> [PostgresRows] {
        for query in queries { try await self.explain(query) }
        return try await self.session.pipeline(queries)
    }

    private func explain(_ query: PostgresQuery) async throws(PostgresError) {
        let rows = try await self.session.query(PostgresQuery(unsafeSQL: "EXPLAIN " + query.sql, binds: query.binds))
        var lines: [String] = []
        for row in rows { lines.append(try row.decode(column: 0, as: String.self)) }
        let plan = lines.joined(separator: "\n")
        self.kept.withLock { $0.append(plan) }
    }
}
