import Clocks
import Postgres

/// Events waiting for another attempt.
struct RetryStore {
    /// A row taken under a lease; the attempt is the fencing token.
    struct Leased: Sendable {
        let consumer: String
        let eventID: Identifier
        let attempt: Int
        let message: ReceivedMessage
    }

    let session: any PostgresSession

    /// Adds an event; nothing happens when it waits already.
    func add(
        _ message: ReceivedMessage, event: IncomingEvent, consumer: String, attempt: Int, dueAt: UTCInstant,
        now: UTCInstant, because failure: HandlingFailure?
    ) async throws {
        try await self.session.query(
            """
            INSERT INTO retries
                (consumer, event_id, ordering_key, exchange, routing_key, content_type, headers, body,
                 attempt, due_at, leased_until, first_failed_at, failure, detail)
            VALUES
                (\(consumer), \(event.id), \(event.key), \(message.exchange), \(message.routingKey),
                 \(message.contentType), \(try message.headersJSON), \(message.body),
                 \(attempt), \(dueAt), '-infinity', \(now), \(failure?.failure), \(failure?.detail))
            ON CONFLICT DO NOTHING
            """)
    }

    /// Takes due events, of each key only the oldest.
    func claim(consumers: [String], now: UTCInstant, leasedUntil: UTCInstant, limit: Int) async throws -> [Leased] {
        let rows = try await self.session.query(
            """
            WITH due AS (
                -- 1. Rows another worker holds are skipped; rows behind an older one of their key are not yet due.
                SELECT consumer, event_id
                FROM retries
                WHERE consumer = ANY (\(consumers))
                    AND due_at <= \(now)
                    AND leased_until <= \(now)
                    AND NOT EXISTS (
                        SELECT FROM retries AS older
                        WHERE older.consumer = retries.consumer
                            AND older.ordering_key = retries.ordering_key
                            AND older.position < retries.position
                    )
                ORDER BY due_at
                LIMIT \(limit)
                FOR UPDATE SKIP LOCKED
            )
            -- 2. Taken until the lease ends; a worker that dies gives them back by doing nothing.
            UPDATE retries
            SET attempt = attempt + 1, leased_until = \(leasedUntil)
            FROM due
            WHERE retries.consumer = due.consumer AND retries.event_id = due.event_id
            RETURNING retries.consumer, retries.event_id, attempt, exchange, routing_key, content_type, headers, body
            """)
        return try rows.map { row in
            let (consumer, id, attempt, exchange, routingKey, contentType, headers, body) = try row.decode(
                (String, Identifier, Int32, String, String, String?, JSONText, [UInt8]).self)
            let message = ReceivedMessage(
                exchange: exchange, routingKey: routingKey, contentType: contentType,
                headers: try ReceivedMessage.headers(headers), body: body)
            return Leased(consumer: consumer, eventID: id, attempt: Int(attempt), message: message)
        }
    }

    /// Removes a row we hold.
    ///
    /// - Returns: False when another worker has taken it since.
    func remove(_ leased: Leased) async throws -> Bool {
        try await self.session.query(
            """
            DELETE FROM retries
            WHERE consumer = \(leased.consumer) AND event_id = \(leased.eventID) AND attempt = \(leased.attempt)
            """
        ).affectedRows == 1
    }

    /// Puts a row we hold back for later; nothing happens when another worker has taken it since.
    func postpone(_ leased: Leased, until dueAt: UTCInstant, because failure: HandlingFailure) async throws {
        try await self.session.query(
            """
            UPDATE retries
            SET due_at = \(dueAt), leased_until = '-infinity', failure = \(failure.failure), detail = \(failure.detail)
            WHERE consumer = \(leased.consumer) AND event_id = \(leased.eventID) AND attempt = \(leased.attempt)
            """)
    }

    /// How many wait and how late the oldest due one is. Unit: seconds.
    func backlog(now: UTCInstant) async throws -> (pending: Int64, oldestDueAgeSeconds: Double) {
        try await self.session.query(
            """
            SELECT count(*), greatest(coalesce(extract(epoch FROM \(now) - min(due_at)), 0), 0)::float8
            FROM retries
            """
        ).decodeOnly((Int64, Double).self)
    }
}
