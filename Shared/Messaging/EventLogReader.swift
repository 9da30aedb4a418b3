import Clocks
import Postgres

/// Reads from the event log exactly what became visible since a snapshot.
///
/// A row is new when its transaction was not visible in the earlier snapshot: it was running then (`xip`) or had not
/// begun (`>= xmax`). Both are index look-ups, so a long transaction makes nothing slow and hides nothing.
struct EventLogReader {
    let session: any PostgresSession
    let pageLimit: Int

    /// The snapshot of this moment.
    func snapshot() async throws -> String {
        try await self.session.query("SELECT pg_current_snapshot()::text").decodeOnly(String.self)
    }

    /// The snapshot up to which everything was confirmed.
    func cursor() async throws -> String {
        try await self.session.query("SELECT behind::text FROM event_cursor WHERE name = 'relay'").decodeOnly(String.self)
    }

    /// Moves the durable cursor.
    func moveCursor(to snapshot: String) async throws {
        try await self.session.query(
            """
            UPDATE event_cursor
            SET behind = \(snapshot)::text::pg_snapshot, moved_at = now()
            WHERE name = 'relay'
            """)
    }

    /// One page of the rows visible in `now` and not in `earlier`, in the order of the log.
    func page(from earlier: String, to now: String, after position: Int64) async throws -> [LoggedEvent] {
        let rows = try await self.session.query(Self.pageQuery(from: earlier, to: now, after: position, limit: self.pageLimit))
        return try rows.map(Self.event)
    }

    static func pageQuery(from earlier: String, to now: String, after position: Int64, limit: Int) -> PostgresQuery {
        """
        SELECT position, id, name, ordering_key, occurred_at, content_type, data_schema, traceparent, payload
        FROM event_log
        WHERE (
                xid >= pg_snapshot_xmax(\(earlier)::text::pg_snapshot)
                OR xid = ANY (ARRAY(SELECT pg_snapshot_xip(\(earlier)::text::pg_snapshot)))
            )
            AND pg_visible_in_snapshot(xid, \(now)::text::pg_snapshot)
            AND position > \(position)
        ORDER BY position
        LIMIT \(limit)
        """
    }

    private static func event(_ row: PostgresRow) throws -> LoggedEvent {
        let (position, id, name, key, occurredAt, contentType, dataSchema, traceparent, payload) = try row.decode(
            (Int64, Identifier, String, String, UTCInstant, String, String, String?, [UInt8]).self)
        let event = OutgoingEvent(
            id: id, name: name, key: key, occurredAt: occurredAt, payload: payload, dataSchema: dataSchema,
            contentType: contentType, traceparent: traceparent)
        return LoggedEvent(position: position, event: event)
    }
}
