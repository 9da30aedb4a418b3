import Clocks
import Messaging
import Postgres
import RecordsDomain

/// Files a document that came by itself, inside the transaction of its event: into the record of the document it answers or
/// changes, or into a new record of the plan entry whose rules take it (R43, R45). What no rule takes is listed for a person.
struct RuleFiling: Sendable {
    let transaction: PostgresTransaction
    let identifiers: any IdentifierSource
    let now: UTCInstant

    private var records: RecordStore { RecordStore(session: self.transaction) }

    /// - Parameters:
    ///   - document: A document that is stored already.
    ///   - related: Documents it belongs to: the one it answers, corrects or replaces.
    ///   - officerCode: Whose document it is.
    func file(
        _ document: Identifier, title: String, in agencyCode: String, facts: FilingFacts, related: [Identifier], by officerCode: String
    ) async throws -> [OutgoingEvent] {
        // One document of an agency at a time, so that two events do not open two records for it.
        _ = try await self.transaction.query("SELECT pg_advisory_xact_lock(hashtextextended(\("\(agencyCode)/\(document)"), 0))")
        guard try await self.records.find(holding: document, agencyCode: agencyCode) == nil else { return [] }
        var isClosed = false
        for earlier in related {
            guard let found = try await self.records.find(holding: earlier, agencyCode: agencyCode),
                let record = try await self.records.find(id: found.id, locked: true)
            else { continue }
            guard record.state.isOpen else {
                isClosed = true
                continue
            }
            return try await self.file(document, in: record, by: officerCode)
        }
        let plans = FilingPlanStore(session: self.transaction)
        let year = self.now.vietnamDate.year
        guard let plan = try await plans.find(agencyCode: agencyCode, year: year), plan.state == .inForce else {
            return try await self.leave(document, agencyCode, .noPlan, [], officerCode)
        }
        let entry: FilingPlanEntry
        do {
            entry = try plan.entry(taking: facts)
        } catch .manyRules(let notations) {
            return try await self.leave(document, agencyCode, .manyRules, notations, officerCode)
        } catch {
            return try await self.leave(document, agencyCode, isClosed ? .recordClosed : .noRule, [], officerCode)
        }
        let ordinal = try await plans.nextOrdinal(agencyCode: agencyCode, year: year, notation: entry.notation)
        var record = WorkRecord(
            opening: self.identifiers.next(), plan: plan, entry: entry, ordinal: ordinal, title: title, dossierCode: "", at: self.now)
        if !officerCode.isEmpty {
            var details = RecordDetails()
            details.keeper = officerCode
            _ = try record.describe(details, expectedVersion: record.version)
        }
        try await self.records.insert(record, expecting: [])
        let opened = try RecordsEvents(identifiers: self.identifiers, now: self.now).opened(record)
        return [opened] + (try await self.file(document, in: record, by: officerCode))
    }

    private func file(_ document: Identifier, in record: WorkRecord, by officerCode: String) async throws -> [OutgoingEvent] {
        var record = record
        let ordinal = try record.file()
        try await self.records.update(record)
        try await self.records.file(document, as: "", ordinal: ordinal, in: record.id, by: officerCode, at: self.now)
        let filed = try RecordsEvents(identifiers: self.identifiers, now: self.now).filed(document, ordinal: ordinal, in: record)
        let changed = try await CompletenessRefresh(transaction: self.transaction, identifiers: self.identifiers, now: self.now)
            .refresh(record)
        return [filed] + changed
    }

    private func leave(
        _ document: Identifier, _ agencyCode: String, _ reason: UnfiledStore.Reason, _ entries: [String], _ officerCode: String
    ) async throws -> [OutgoingEvent] {
        try await UnfiledStore(session: self.transaction).add(
            document, agencyCode: agencyCode, because: reason, entries: entries, by: officerCode, at: self.now)
        return []
    }
}
