import Clocks
import Messaging
import Postgres
import RecordsDomain

/// Opens records and files documents into them, inside one transaction of an event.
struct RecordFiling: Sendable {
    let transaction: PostgresTransaction
    let identifiers: any IdentifierSource
    let now: UTCInstant

    private var records: RecordStore { RecordStore(session: self.transaction) }
    private var documents: DocumentStore { DocumentStore(session: self.transaction) }
    private var events: RecordsEvents { RecordsEvents(identifiers: self.identifiers, now: self.now) }

    /// Opens the work record of a dossier from the plan entry of its procedure (R43, R56) and files what has come before it.
    ///
    /// - Throws: ``EventRejected`` when no plan in force has the entry: the records officer puts one in force,
    ///   then the operator replays the event.
    func open(
        dossierCode: String, agencyCode: String, year: Int, planNotation: String, procedureCode: String, title: String,
        expecting papers: [ExpectedPaper]
    ) async throws -> [OutgoingEvent] {
        guard try await self.records.find(dossierCode: dossierCode, locked: true) == nil else { return [] }
        let plans = FilingPlanStore(session: self.transaction)
        guard let plan = try await plans.find(agencyCode: agencyCode, year: year), plan.state == .inForce,
            let entry = Self.entry(of: plan, planNotation, procedureCode: procedureCode)
        else {
            throw EventRejected(
                "\(agencyCode) has no entry \(planNotation) in a filing plan in force for \(year); put one in force, then replay",
                failure: "noFilingPlan")
        }
        let ordinal = try await plans.nextOrdinal(agencyCode: agencyCode, year: year, notation: entry.notation)
        var record = WorkRecord(
            opening: self.identifiers.next(), plan: plan, entry: entry, ordinal: ordinal, title: title,
            dossierCode: dossierCode, at: self.now)
        try await self.records.insert(record, expecting: papers)
        var told = [try self.events.opened(record)]
        for use in try await self.documents.uses(in: dossierCode) {
            told += try await self.file(use.document, as: use.componentCode, in: &record)
        }
        return try await told + self.refresh(record)
    }

    /// Files a document into the record of a dossier, if that is open already.
    func file(_ document: Identifier, as componentCode: String, dossierCode: String) async throws -> [OutgoingEvent] {
        guard var record = try await self.records.find(dossierCode: dossierCode, locked: true) else { return [] }
        let told = try await self.file(document, as: componentCode, in: &record)
        return try await told + self.refresh(record)
    }

    /// The entry a procedure names, or the one whose rules take the procedure; nil when no entry or several do.
    private static func entry(of plan: FilingPlan, _ notation: String, procedureCode: String) -> FilingPlanEntry? {
        guard notation.isEmpty else { return plan.entry(notation) }
        do throws(RecordsRefusal) {
            return try plan.entry(taking: FilingFacts(procedureCode: procedureCode))
        } catch {
            return nil
        }
    }

    private func refresh(_ record: WorkRecord) async throws -> [OutgoingEvent] {
        try await CompletenessRefresh(transaction: self.transaction, identifiers: self.identifiers, now: self.now)
            .refresh(record)
    }

    private func file(
        _ document: Identifier, as componentCode: String, in record: inout WorkRecord
    ) async throws -> [OutgoingEvent] {
        guard try await self.records.ordinal(of: document, as: componentCode, in: record.id) == nil else { return [] }
        let ordinal: Int
        do {
            ordinal = try record.file()
        } catch {
            throw EventRejected("the record \(record.fileCode) is closed and takes no more documents", failure: "recordClosed")
        }
        try await self.records.update(record)
        try await self.records.file(document, as: componentCode, ordinal: ordinal, in: record.id, at: self.now)
        return [try self.events.filed(document, ordinal: ordinal, in: record)]
    }
}
