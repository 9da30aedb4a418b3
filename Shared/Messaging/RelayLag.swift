import Clocks
import Postgres

/// How far the relay is behind.
struct RelayLag: Hashable, Sendable {
    /// Counting stops here; a larger backlog shows as this number.
    static let countLimit = 100_000

    /// Rows past the cursor.
    let pending: Int64
    /// Age of the oldest of them. Unit: seconds.
    let oldestAgeSeconds: Double

    static func read(_ session: PostgresClient) async throws -> RelayLag {
        let (pending, age) = try await session.withTransaction { transaction in
            // xid8 has no statistics the planner could use: without this it would scan the whole log.
            try await transaction.query("SELECT set_config('enable_seqscan', 'off', true)")
            return try await Self.count(transaction)
        }
        return RelayLag(pending: pending, oldestAgeSeconds: max(0, age))
    }

    private static func count(_ session: PostgresTransaction) async throws -> (Int64, Double) {
        try await session.query(
            """
            SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)::float8
            FROM (
                SELECT event_log.recorded_at
                FROM event_cursor
                JOIN event_log
                    ON event_log.xid >= pg_snapshot_xmax(event_cursor.behind)
                    OR event_log.xid = ANY (ARRAY(SELECT pg_snapshot_xip(event_cursor.behind)))
                WHERE event_cursor.name = 'relay'
                ORDER BY event_log.xid
                LIMIT \(Self.countLimit)
            ) AS pending
            """
        ).decodeOnly((Int64, Double).self)
    }
}
