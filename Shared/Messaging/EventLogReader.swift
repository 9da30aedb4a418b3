import Clocks
import Postgres

/// Reads from the event log exactly what became visible since a snapshot.
///
/// A row is new when its transaction was not visible in the earlier snapshot: it was running then (`xip`) or had not
/// begun (`>= xmax`). Both are index look-ups, so a long transaction makes nothing slow and hides nothing.
struct EventLogReader {
    /// Some rows that became visible up to a snapshot, in the order of the log.
    struct Page {
        let snapshot: String
        let rows: [LoggedEvent]
        /// Whether no further page follows for this snapshot.
        let isLast: Bool
    }

    let session: any PostgresSession

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

    /// The first page of what is visible now and was not in an earlier snapshot; nil when nothing is.
    func page(since earlier: String, limit: Int) async throws -> Page? {
        let rows = try await self.session.query(Self.firstPage(since: earlier, limit: limit))
        guard let first = rows.first else { return nil }
        let snapshot: String = try first.decode(column: 9)
        return Page(snapshot: snapshot, rows: try rows.map(Self.event), isLast: rows.count < limit)
    }

    /// The page after another one, of the same snapshot.
    func page(since earlier: String, after page: Page, limit: Int) async throws -> Page {
        let position = page.rows.last?.position ?? 0
        let rows = try await self.session.query(
            Self.nextPage(since: earlier, upTo: page.snapshot, after: position, limit: limit))
        return Page(snapshot: page.snapshot, rows: try rows.map(Self.event), isLast: rows.count < limit)
    }

    /// The snapshot in the last column is that of this very statement, so it says exactly what the statement could see.
    static func firstPage(since earlier: String, limit: Int) -> PostgresQuery {
        """
        SELECT position, id, name, ordering_key, occurred_at, content_type, data_schema, traceparent, payload,
            (SELECT pg_current_snapshot()::text)
        FROM event_log
        WHERE xid >= pg_snapshot_xmax(\(earlier)::text::pg_snapshot)
            OR xid = ANY (ARRAY(SELECT pg_snapshot_xip(\(earlier)::text::pg_snapshot)))
        ORDER BY position
        LIMIT \(limit)
        """
    }

    static func nextPage(since earlier: String, upTo now: String, after position: Int64, limit: Int) -> PostgresQuery {
        """
        SELECT position, id, name, ordering_key, occurred_at, content_type, data_schema, traceparent, payload, NULL::text
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
        let (position, id, name, key, occurredAt, contentType, dataSchema, traceparent, payload, _) = try row.decode(
            (Int64, Identifier, String, String, UTCInstant, String, String, String?, [UInt8], String?).self)
        let event = OutgoingEvent(
            id: id, name: name, key: key, occurredAt: occurredAt, payload: payload, dataSchema: dataSchema,
            contentType: contentType, traceparent: traceparent)
        return LoggedEvent(position: position, event: event)
    }
}
