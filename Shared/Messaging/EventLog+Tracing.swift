public import Clocks
public import Postgres

extension EventLog {
    /// An event of a trace.
    public struct TracedEvent: Hashable, Sendable {
        /// The event's id.
        public let id: Identifier
        /// Its name.
        public let name: String
        /// The span that told it: the last but one field of its `traceparent`.
        public let traceparent: String
    }

    /// What a service told in one trace, in the order of the log; for operators and tests.
    ///
    /// Reads the whole log: no index is kept for it, since every append would pay for it.
    ///
    /// - Parameters:
    ///   - traceID: 32 lower-case hexadecimal digits, as in `trace.id` of the log lines.
    ///   - database: The service's schema.
    public static func events(
        ofTrace traceID: String, in database: PostgresClient
    ) async throws(PostgresError) -> [TracedEvent] {
        let rows = try await database.query(
            """
            SELECT id, name, traceparent
            FROM event_log
            WHERE split_part(traceparent, '-', 2) = \(traceID)
            ORDER BY position
            """)
        var events: [TracedEvent] = []
        for row in rows {
            let (id, name, traceparent) = try row.decode((Identifier, String, String).self)
            events.append(TracedEvent(id: id, name: name, traceparent: traceparent))
        }
        return events
    }
}
