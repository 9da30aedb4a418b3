import Clocks
import Messaging
import Postgres
import RecordsDomain

/// Files a new document where it belongs: into the record of the document it refers to, or into a new record of the plan
/// entry whose rules take it (R43, H-09).
struct FileByRuleHandler: Sendable {
    /// Where a document comes from and what it refers to.
    struct Origin: Sendable {
        let agencyCode: String
        let year: Int
        let facts: FilingFacts
        /// Number and notation of a document filed already, `12/QĐ-UBND`; empty = none.
        let reference: String
    }

    let keeping: RecordKeeping
    let judge: SignatureJudge

    /// - Returns: The record, and whether it was opened for this document.
    /// - Throws: ``RecordsRefusal/noRule`` and ``RecordsRefusal/manyRules(_:)``: then a person decides by hand.
    func file(
        _ document: FileDocumentHandler.NewDocument, from origin: Origin, recordID: Identifier, by officerCode: String
    ) async throws -> (record: WorkRecord, ordinal: Int, opened: Bool) {
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        let (place, opened) = try await self.place(document, origin, recordID, officerCode)
        let filed = try await FileDocumentHandler(keeping: self.keeping, judge: self.judge).file(
            .new(document), as: "", in: place.id, by: officerCode)
        return (filed.record, filed.ordinal, opened)
    }

    /// The record it belongs to: where it is filed already, where its reference is, or a new one.
    ///
    /// The record is opened before the document is filed, under the id the caller chose: when filing fails, the same
    /// request again finds it.
    private func place(
        _ document: FileDocumentHandler.NewDocument, _ origin: Origin, _ recordID: Identifier, _ officerCode: String
    ) async throws -> (record: WorkRecord, opened: Bool) {
        let known = try await self.keeping.transaction { change -> WorkRecord? in
            if let record = try await change.records.find(holding: document.id, agencyCode: origin.agencyCode) { return record }
            if !origin.reference.isEmpty,
                let record = try await change.records.find(reference: origin.reference, agencyCode: origin.agencyCode)
            { return record }
            return nil
        }
        if let known { return (known, false) }
        let plan = try await FilingPlanHandlers(postgres: self.keeping.postgres, clock: self.keeping.clock).find(
            agencyCode: origin.agencyCode, year: origin.year)
        guard plan.state == .inForce else { throw RecordsRefusal.planIsFixed(plan.state) }
        let entry = try plan.entry(taking: origin.facts)
        let wish = OpenRecordHandler.Wish(
            id: recordID, agencyCode: origin.agencyCode, year: origin.year, planNotation: entry.notation, notation: "",
            title: document.title, retention: entry.retention, creator: entry.creator, details: RecordDetails())
        return (try await OpenRecordHandler(keeping: self.keeping).open(wish, by: officerCode), true)
    }
}
