public import Clocks
public import Postgres

/// Messages that could not be handled, and what a person does with them.
public struct Quarantine: Sendable {
    private let database: PostgresClient
    private let clock: any UTCClock

    /// Makes the view of one service's quarantine.
    public init(database: PostgresClient, clock: any UTCClock) {
        self.database = database
        self.clock = clock
    }

    /// Open entries, oldest first.
    ///
    /// - Parameters:
    ///   - consumer: Only those of this queue; nil for all.
    ///   - after: Only those with a greater number, for paging.
    ///   - limit: At most so many. Range: `1...`.
    public func list(consumer: String? = nil, after: Int64 = 0, limit: Int = 100) async throws -> [QuarantinedMessage] {
        try await Self.read(
            self.database.query(
                """
                SELECT id, consumer, event_id, exchange, routing_key, content_type, headers, body, failure, detail,
                       fingerprint, attempts, quarantined_at
                FROM quarantine
                WHERE resolved_at IS NULL AND id > \(after) AND (\(consumer)::text IS NULL OR consumer = \(consumer))
                ORDER BY id
                LIMIT \(limit)
                """))
    }

    /// One open entry.
    ///
    /// - Throws: ``MessagingError`` `.notInQuarantine`.
    public func show(_ id: Int64) async throws -> QuarantinedMessage {
        try await self.open(id, in: self.database)
    }

    /// Has the event handled again: it becomes due at once with all its attempts ahead of it.
    ///
    /// - Parameters:
    ///   - id: The number of the entry.
    ///   - person: Who decided; kept with the entry.
    /// - Throws: ``MessagingError`` `.notInQuarantine`; `.cannotReplay` when the message has no readable envelope.
    public func replay(_ id: Int64, by person: String) async throws {
        let now = self.clock.now()
        try await self.database.withTransaction { transaction in
            let entry = try await self.open(id, in: transaction, lock: "FOR UPDATE")
            let message = ReceivedMessage(
                exchange: entry.exchange, routingKey: entry.routingKey, contentType: entry.contentType,
                headers: entry.headers, body: entry.body)
            let event: IncomingEvent
            do throws(EventEnvelope.Fault) {
                event = try EventEnvelope.event(message, attempt: 1)
            } catch {
                throw MessagingError(code: .cannotReplay, message: "entry \(id): \(error.detail)")
            }
            try await RetryStore(session: transaction).add(
                message, event: event, consumer: entry.consumer, attempt: 0, dueAt: now, now: now, because: nil)
            try await self.resolve(id, as: "replayed", by: person, now: now, in: transaction)
        }
    }

    /// Closes an entry without handling it; the bytes stay in the table.
    ///
    /// - Throws: ``MessagingError`` `.notInQuarantine`.
    public func discard(_ id: Int64, by person: String) async throws {
        let now = self.clock.now()
        try await self.database.withTransaction { transaction in
            _ = try await self.open(id, in: transaction, lock: "FOR UPDATE")
            try await self.resolve(id, as: "discarded", by: person, now: now, in: transaction)
        }
    }

    /// How many are open, by queue.
    public func counts() async throws -> [String: Int64] {
        let rows = try await self.database.query(
            "SELECT consumer, count(*) FROM quarantine WHERE resolved_at IS NULL GROUP BY consumer")
        var counts: [String: Int64] = [:]
        for row in rows {
            let (consumer, count) = try row.decode((String, Int64).self)
            counts[consumer] = count
        }
        return counts
    }

    private func open(_ id: Int64, in session: PostgresClient) async throws -> QuarantinedMessage {
        try await session.withTransaction { try await self.open(id, in: $0, lock: "") }
    }

    private func open(
        _ id: Int64, in session: PostgresTransaction, lock: String
    ) async throws -> QuarantinedMessage {
        let rows = try await session.query(
            """
            SELECT id, consumer, event_id, exchange, routing_key, content_type, headers, body, failure, detail,
                   fingerprint, attempts, quarantined_at
            FROM quarantine
            WHERE id = \(id) AND resolved_at IS NULL
            \(unsafeSQL: lock)
            """)
        guard let entry = try Self.read(rows).first else {
            throw MessagingError(code: .notInQuarantine, message: "there is no open entry \(id)")
        }
        return entry
    }

    private func resolve(
        _ id: Int64, as resolution: String, by person: String, now: UTCInstant, in session: PostgresTransaction
    ) async throws {
        try await session.query(
            """
            UPDATE quarantine
            SET resolved_at = \(now), resolution = \(resolution), resolved_by = \(person)
            WHERE id = \(id)
            """)
    }

    private static func read(_ rows: PostgresRows) throws -> [QuarantinedMessage] {
        try rows.map { row in
            let (
                id, consumer, eventID, exchange, routingKey, contentType, headers, body, failure, detail, fingerprint,
                attempts, quarantinedAt
            ) = try row.decode(
                (
                    Int64, String, Identifier?, String, String, String?, JSONText, [UInt8], String, String, String,
                    Int32, UTCInstant
                ).self)
            return QuarantinedMessage(
                id: id, consumer: consumer, eventID: eventID, exchange: exchange, routingKey: routingKey,
                contentType: contentType, headers: try ReceivedMessage.headers(headers), body: body, failure: failure,
                detail: detail, fingerprint: fingerprint, attempts: Int(attempts), quarantinedAt: quarantinedAt)
        }
    }
}
