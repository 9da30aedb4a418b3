import Clocks
import Messaging
import Postgres
import RecordsDomain

/// Opens a record by hand, from a plan entry or ad hoc (R43).
struct OpenRecordHandler: Sendable {
    /// What is to be opened.
    struct Wish: Sendable {
        let id: Identifier
        let agencyCode: String
        let year: Int
        /// Empty = ad hoc.
        let planNotation: String
        let notation: String
        let title: String
        let retention: RetentionPeriod
        let creator: String
        let details: RecordDetails
    }

    let keeping: RecordKeeping

    /// Opens a record; the same id again returns the record as it stands.
    ///
    /// - Throws: ``RecordsRefusal/notFound(_:)`` when no plan in force has the entry; ``RecordsRefusal/notationTwice(_:)``
    ///   when an ad hoc number is taken.
    func open(_ wish: Wish, by officerCode: String) async throws -> WorkRecord {
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        guard !wish.title.isEmpty, wish.title.count <= 500 else { throw RecordsRefusal.missing("title") }
        return try await self.keeping.transaction { change in
            if let known = try await change.records.find(id: wish.id) { return known }
            var record = try await self.record(wish, change)
            var details = wish.details
            if details.keeper.isEmpty { details.keeper = officerCode }
            _ = try record.describe(details, expectedVersion: record.version)
            try await change.records.insert(record, expecting: [])
            let told = try await [change.events.opened(record)] + self.keeping.refresh(record, change)
            try await self.keeping.eventLog.append(told, in: change.transaction)
            return record
        }
    }

    private func record(_ wish: Wish, _ change: RecordKeeping.Change) async throws -> WorkRecord {
        guard !wish.planNotation.isEmpty else {
            let record = try WorkRecord(
                adHoc: wish.id, agencyCode: wish.agencyCode, year: wish.year, notation: wish.notation, title: wish.title,
                retention: wish.retention, creator: wish.creator, at: change.now)
            guard try await change.records.find(fileCode: record.fileCode) == nil else {
                throw RecordsRefusal.notationTwice(wish.notation)
            }
            return record
        }
        let plans = FilingPlanStore(session: change.transaction)
        guard let plan = try await plans.find(agencyCode: wish.agencyCode, year: wish.year), plan.state == .inForce,
            let entry = plan.entry(wish.planNotation)
        else { throw RecordsRefusal.notFound("mục \(wish.planNotation) trong danh mục hồ sơ / entry of a filing plan in force") }
        let ordinal = try await plans.nextOrdinal(
            agencyCode: wish.agencyCode, year: wish.year, notation: wish.planNotation)
        return WorkRecord(
            opening: wish.id, plan: plan, entry: entry, ordinal: ordinal, title: wish.title, dossierCode: "", at: change.now)
    }
}
