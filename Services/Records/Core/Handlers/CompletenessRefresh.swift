import Clocks
import Messaging
import Postgres
import RecordsDomain

/// Looks at a record again after a change, inside the transaction of that change: tasks open, move and close (R46).
struct CompletenessRefresh: Sendable {
    let transaction: PostgresTransaction
    let identifiers: any IdentifierSource
    let now: UTCInstant

    /// The record held against its contract.
    func check(_ record: WorkRecord) async throws -> CompletenessCheck {
        let records = RecordStore(session: self.transaction)
        return try await CompletenessCheck(
            record: record, contract: records.contract(of: record), documents: records.documents(of: record.id),
            expected: records.expectedPapers(dossierCode: record.dossierCode))
    }

    /// Brings the tasks of a record up to date and tells others when that changed anything.
    func refresh(_ record: WorkRecord) async throws -> [OutgoingEvent] {
        let due = try await self.check(record).due()
        let tasks = TaskStore(session: self.transaction)
        let change = TaskChange(open: try await tasks.open(of: record.id), now: due)
        guard !change.isEmpty else { return [] }
        try await tasks.apply(change, to: record.id, identifiers: self.identifiers, at: self.now)
        let events = RecordsEvents(identifiers: self.identifiers, now: self.now)
        return [try events.completenessChanged(record, due: due)]
    }
}
