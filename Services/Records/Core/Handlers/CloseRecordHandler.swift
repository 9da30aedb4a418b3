import Clocks
import Messaging
import Postgres
import RecordsDomain

/// Closes a record, which makes it complete (R46, R47).
struct CloseRecordHandler: Sendable {
    let postgres: PostgresClient
    let eventLog: EventLog
    let clock: any UTCClock
    let identifiers: any IdentifierSource

    func close(
        _ id: Identifier, expectedVersion: Int64, confirmed: RetentionPeriod, by officerCode: String
    ) async throws -> WorkRecord {
        let now = self.clock.now()
        let events = RecordsEvents(identifiers: self.identifiers, now: now)
        return try await self.postgres.withTransaction { transaction in
            let store = RecordStore(session: transaction)
            guard var record = try await store.find(id: id, locked: true) else {
                throw RecordsRefusal.notFound("hồ sơ / record \(id)")
            }
            let closedNow = try record.close(
                expectedVersion: expectedVersion, confirmed: confirmed,
                documents: await store.documents(of: id),
                expected: await store.expectedPapers(dossierCode: record.dossierCode), at: now)
            if closedNow {
                try await store.update(record, closedBy: officerCode)
                try await self.eventLog.append([events.closed(record, by: officerCode)], in: transaction)
            }
            return record
        }
    }
}
