import Clocks
import Postgres

/// The inbox: which events had their effect.
struct InboxStore {
    let session: PostgresTransaction

    /// What is known of a message that is not to be handled now.
    enum Claim: Hashable {
        /// It is ours to handle; the row is written.
        case taken
        /// It had its effect, or waits in quarantine.
        case known
        /// An event of its key, perhaps itself, waits in retries.
        case blocked
    }

    /// Claims an event that came over the wire, unless something stands against it.
    func claim(_ event: IncomingEvent, consumer: String) async throws -> Claim {
        let results = try await self.session.pipeline([
            """
            INSERT INTO inbox (event_id, consumer)
            SELECT \(event.id), \(consumer)
            WHERE NOT EXISTS (SELECT FROM retries WHERE consumer = \(consumer) AND ordering_key = \(event.key))
                AND NOT EXISTS (
                    SELECT FROM quarantine
                    WHERE consumer = \(consumer) AND event_id = \(event.id) AND resolved_at IS NULL
                )
            ON CONFLICT DO NOTHING
            """,
            """
            SELECT
                EXISTS (SELECT FROM inbox WHERE event_id = \(event.id) AND consumer = \(consumer)),
                EXISTS (
                    SELECT FROM quarantine
                    WHERE consumer = \(consumer) AND event_id = \(event.id) AND resolved_at IS NULL
                )
            """,
        ])
        if results[0].affectedRows == 1 { return .taken }
        let (isHandled, isQuarantined) = try results[1].decodeOnly((Bool, Bool).self)
        return isHandled || isQuarantined ? .known : .blocked
    }

    /// Claims an event that waited in retries.
    ///
    /// - Returns: False when it had its effect already.
    func claimRetry(_ event: IncomingEvent, consumer: String) async throws -> Bool {
        try await self.session.query(
            "INSERT INTO inbox (event_id, consumer) VALUES (\(event.id), \(consumer)) ON CONFLICT DO NOTHING"
        ).affectedRows == 1
    }
}
