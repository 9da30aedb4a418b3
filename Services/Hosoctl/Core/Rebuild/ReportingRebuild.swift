import Postgres

/// Empties reporting's read model and gives it every event of every log again.
///
/// The events go straight into reporting's own waiting list (`retries`) and not over the broker: no other service sees
/// them twice, and no relay is touched. Reporting handles them like any event that had to wait, in the order of each
/// key; events of a key that arrive meanwhile queue up behind. One transaction, so a crash leaves all or nothing.
struct ReportingRebuild: Sendable {
    let database: PostgresClient
    let schemas: ServiceSchemas

    static let queue = "reporting.events"

    /// Rebuilds; returns how many events will be handled again.
    func run() async throws -> Int {
        let (schemas, queue) = (self.schemas, Self.queue)
        return try await self.database.withTransaction { transaction in
            // 1. Nobody writes facts or inbox rows while both are emptied; consumers wait for the commit.
            try await transaction.query(
                """
                LOCK TABLE \(unsafeSQL: schemas.table("reporting", "inbox")), \(unsafeSQL: schemas.table("reporting", "retries")),
                    \(unsafeSQL: schemas.table("reporting", "subjects")), \(unsafeSQL: schemas.table("reporting", "facts"))
                IN ACCESS EXCLUSIVE MODE
                """)
            for table in ["subjects", "facts"] {
                try await transaction.query("DELETE FROM \(unsafeSQL: schemas.table("reporting", table))")
            }
            try await transaction.query(
                "DELETE FROM \(unsafeSQL: schemas.table("reporting", "inbox")) WHERE consumer = \(queue)")
            // 2. Everything that was logged waits its turn, oldest first. Also what no cursor has passed yet: it may have been
            //    handled already. When it comes over the broker as well, it finds itself waiting or done.
            return try await transaction.query(Self.refill(schemas, queue)).affectedRows
        }
    }

    private static func refill(_ schemas: ServiceSchemas, _ queue: String) -> PostgresQuery {
        let logs = schemas.present.map { service in
            """
            SELECT 'hoso/\(service)' AS service, logged.*
            FROM \(schemas.table(service, "event_log")) AS logged
            """
        }
        return """
            INSERT INTO \(unsafeSQL: schemas.table("reporting", "retries"))
                (consumer, event_id, ordering_key, exchange, routing_key, content_type, headers, body,
                 attempt, due_at, leased_until, first_failed_at, failure, detail)
            SELECT \(queue), id, ordering_key, 'hoso.events', name, content_type,
                   jsonb_strip_nulls(jsonb_build_object(
                       'cloudEvents:specversion', '1.0', 'cloudEvents:id', id::text, 'cloudEvents:source', service,
                       'cloudEvents:type', name, 'cloudEvents:subject', ordering_key,
                       'cloudEvents:time', to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                       'cloudEvents:dataschema', data_schema, 'traceparent', traceparent)),
                   payload, 0, now(), '-infinity', now(), NULL, NULL
            FROM (\(unsafeSQL: logs.joined(separator: " UNION ALL "))) AS events
            ORDER BY recorded_at, position
            ON CONFLICT DO NOTHING
            """
    }
}
