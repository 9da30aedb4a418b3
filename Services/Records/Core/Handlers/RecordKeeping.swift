import Clocks
import Messaging
import Postgres
import RecordsDomain

/// What the handlers of record keeping stand on: one transaction that holds the record, changes it, looks at its
/// completeness again and tells others.
struct RecordKeeping: Sendable {
    let postgres: PostgresClient
    let eventLog: EventLog
    let clock: any UTCClock
    let identifiers: any IdentifierSource

    /// What a change works with.
    struct Change: Sendable {
        let transaction: PostgresTransaction
        let records: RecordStore
        let acts: ActStore
        let events: RecordsEvents
        let identifiers: any IdentifierSource
        let now: UTCInstant

        /// Puts something on record.
        func note(
            _ name: String, ordinal: Int = 0, reason: String, decision: String = "", by officerCode: String,
            of record: WorkRecord
        ) async throws {
            let act = ActStore.Act(
                name: name, ordinal: ordinal, reason: reason, decision: decision, officerCode: officerCode, happenedAt: self.now)
            try await self.acts.append(act, id: self.identifiers.next(), to: record.id)
        }
    }

    /// Changes a record that is held until the transaction ends; events are appended in the same transaction.
    ///
    /// - Parameter body: Changes the record and says what to tell others.
    /// - Throws: ``RecordsRefusal/notFound(_:)``, and what `body` throws.
    func change(
        _ id: Identifier, _ body: @Sendable (inout WorkRecord, Change) async throws -> [OutgoingEvent]
    ) async throws -> WorkRecord {
        try await self.transaction { change in
            guard var record = try await change.records.find(id: id, locked: true) else {
                throw RecordsRefusal.notFound("hồ sơ / record \(id)")
            }
            let before = record
            var told = try await body(&record, change)
            if record != before { try await change.records.update(record) }
            told += try await self.refresh(record, change)
            try await self.eventLog.append(told, in: change.transaction)
            return record
        }
    }

    /// Runs a body in one transaction.
    func transaction<Result: Sendable>(_ body: @Sendable (Change) async throws -> Result) async throws -> Result {
        let now = self.clock.now()
        return try await self.postgres.withTransaction { transaction in
            try await body(
                Change(
                    transaction: transaction, records: RecordStore(session: transaction), acts: ActStore(session: transaction),
                    events: RecordsEvents(identifiers: self.identifiers, now: now), identifiers: self.identifiers, now: now))
        }
    }

    /// Brings the tasks of a record up to date.
    func refresh(_ record: WorkRecord, _ change: Change) async throws -> [OutgoingEvent] {
        try await CompletenessRefresh(transaction: change.transaction, identifiers: self.identifiers, now: change.now)
            .refresh(record)
    }
}
