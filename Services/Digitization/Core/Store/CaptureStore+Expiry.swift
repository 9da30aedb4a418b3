import Clocks
import DigitizationDomain
import Messaging
import Postgres

/// Closing captures nobody goes on with.
extension CaptureStore {
    /// Most captures closed in one transaction.
    static let mostExpired = 50

    /// Closes open captures nobody touched since an instant, and says so in the same transaction.
    ///
    /// - Returns: The captures that were closed; fewer than ``mostExpired`` when no more are due.
    func expire(untouchedSince instant: UTCInstant, events: DigitizationEvents) async throws -> [Capture] {
        try await self.papers.client.withTransaction { transaction in
            // Of several services one closes a capture; one that is being changed right now is not due.
            let rows = try await transaction.query(
                """
                SELECT \(unsafeSQL: Self.columns), changed_at
                FROM captures
                WHERE state = 'open' AND changed_at <= \(instant)
                ORDER BY dossier_code, id
                LIMIT \(Self.mostExpired)
                FOR UPDATE SKIP LOCKED
                """)
            var expired: [Capture] = []
            for row in rows {
                var capture = try Self.capture(row)
                let changedAt = try row.decode(column: Self.columnCount, as: UTCInstant.self)
                try capture.expire()
                try await self.write(capture, in: transaction)
                try await self.papers.holdOrder(of: capture.parts.dossierCode, in: transaction)
                try await self.papers.eventLog.append([events.expired(capture, changedAt: changedAt)], in: transaction)
                expired.append(capture)
            }
            return expired
        }
    }
}
