import Clocks
import Crypto
import Postgres

/// Writes to the quarantine.
struct QuarantineStore {
    let session: any PostgresSession

    /// Keeps a message as it came; nothing happens when the event lies there already.
    func add(
        _ message: ReceivedMessage, eventID: Identifier?, consumer: String, attempts: Int, now: UTCInstant,
        because failure: HandlingFailure
    ) async throws {
        let fingerprint = Self.fingerprint(consumer: consumer, name: message.routingKey, failure: failure.failure)
        try await self.session.query(
            """
            INSERT INTO quarantine
                (consumer, event_id, exchange, routing_key, content_type, headers, body,
                 failure, detail, fingerprint, attempts, quarantined_at)
            VALUES
                (\(consumer), \(eventID), \(message.exchange), \(message.routingKey), \(message.contentType),
                 \(try message.headersJSON), \(message.body), \(failure.failure), \(failure.detail),
                 \(fingerprint), \(attempts), \(now))
            ON CONFLICT DO NOTHING
            """)
    }

    /// The same for all messages that failed in the same way, so that a thousand of them are one line for a person.
    static func fingerprint(consumer: String, name: String, failure: String) -> String {
        let digest = SHA256.hash(data: Array("\(consumer)\n\(name)\n\(failure)".utf8))
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.prefix(8).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
