import Clocks
import Postgres
import RecordsDomain
import Spreadsheet

/// The filing plan from proposal to amendment (R42).
struct PlanningHandlers: Sendable {
    let postgres: PostgresClient
    let clock: any UTCClock
    let identifiers: any IdentifierSource

    /// Keeps what a unit proposes; refused once the plan is approved.
    func propose(_ plan: FilingPlan, unit: String, by officerCode: String) async throws -> Int {
        guard !unit.isEmpty, unit.count <= 200 else { throw RecordsRefusal.missing("unit") }
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        return try await self.inPlan(plan.agencyCode, plan.year) { planning, plans, now in
            if let current = try await plans.find(agencyCode: plan.agencyCode, year: plan.year, locked: true), current.state != .draft {
                throw RecordsRefusal.planIsFixed(current.state)
            }
            try await planning.propose(plan, unit: unit, by: officerCode, at: now)
            return plan.entries.count
        }
    }

    /// Puts the open proposals into the draft, each whole or not at all.
    func merge(
        agencyCode: String, year: Int, by officerCode: String
    ) async throws -> (plan: FilingPlan, merged: [String], conflicts: [(unit: String, refusal: RecordsRefusal)]) {
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        return try await self.inPlan(agencyCode, year) { planning, plans, now in
            var draft = try await plans.find(agencyCode: agencyCode, year: year, locked: true)
            var merged: [String] = []
            var conflicts: [(unit: String, refusal: RecordsRefusal)] = []
            for proposal in try await planning.openProposals() {
                do throws(RecordsRefusal) {
                    if var current = draft {
                        _ = try current.merge(proposal.headings)
                        draft = current
                    } else {
                        draft = try FilingPlan(agencyCode: agencyCode, year: year, headings: proposal.headings)
                    }
                    merged.append(proposal.unit)
                } catch {
                    conflicts.append((proposal.unit, error))
                }
            }
            guard let plan = draft else { throw RecordsRefusal.notFound("đề xuất danh mục hồ sơ / proposals \(agencyCode) \(year)") }
            if !merged.isEmpty { try await plans.save(plan, entriesChanged: true, by: officerCode, at: now) }
            for unit in merged { try await planning.merged(unit, at: now) }
            return (plan, merged, conflicts)
        }
    }

    /// Makes the draft of a year from the plan of another; a plan that is there already is not touched.
    func copy(agencyCode: String, from: Int, to: Int, by officerCode: String) async throws -> FilingPlan {
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        return try await self.inPlan(agencyCode, to) { _, plans, now in
            guard let source = try await plans.find(agencyCode: agencyCode, year: from) else {
                throw RecordsRefusal.notFound("danh mục hồ sơ / filing plan \(agencyCode) \(from)")
            }
            let draft = try source.copied(to: to)
            if let known = try await plans.find(agencyCode: agencyCode, year: to, locked: true) {
                guard known.headings == draft.headings else { throw RecordsRefusal.planIsThere(year: to) }
                return known
            }
            try await plans.save(draft, entriesChanged: true, by: officerCode, at: now)
            return draft
        }
    }

    /// Changes an approved plan by a decision of the head of the agency.
    func amend(
        to wished: FilingPlan, reason: String, decision: String, by officerCode: String
    ) async throws -> (plan: FilingPlan, changes: [PlanningStore.Amendment]) {
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        guard (10...500).contains(reason.count) else { throw RecordsRefusal.missing("reason (10–500)") }
        guard !decision.isEmpty, decision.count <= 100 else { throw RecordsRefusal.missing("decision") }
        return try await self.inPlan(wished.agencyCode, wished.year) { planning, plans, now in
            guard var plan = try await plans.find(agencyCode: wished.agencyCode, year: wished.year, locked: true) else {
                throw RecordsRefusal.notFound("danh mục hồ sơ / filing plan \(wished.agencyCode) \(wished.year)")
            }
            let before = plan
            let changes = try plan.amend(to: wished, used: await planning.used())
            guard plan != before else { return (plan, []) }
            try await plans.amend(plan, by: officerCode, at: now)
            let amendments = changes.map { change in
                PlanningStore.Amendment(
                    change: change, before: before.entry(change.notation).map(Self.line) ?? "", reason: reason, decision: decision,
                    officerCode: officerCode, amendedAt: now)
            }
            try await planning.append(amendments, identifiers: self.identifiers)
            return (plan, amendments)
        }
    }

    /// Reads a table into the draft, or into an amendment of an approved plan.
    ///
    /// - Returns: The plan, or what is wrong with the table; then nothing changed.
    func importTable(
        _ bytes: [UInt8], agencyCode: String, year: Int, reason: String, decision: String, by officerCode: String
    ) async throws -> (plan: FilingPlan?, changed: Bool, faults: [PlanTable.CellFault]) {
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        let current = try await self.postgres.withConnection {
            try await FilingPlanStore(session: $0).find(agencyCode: agencyCode, year: year)
        }
        let known = Dictionary((current?.entries ?? []).map { ($0.notation, $0) }) { first, _ in first }
        let (headings, faults) = PlanTable.headings(try SheetReader.rows(bytes, limits: PlanTable.limits), keeping: known)
        guard faults.isEmpty else { return (nil, false, faults) }
        let wished = try FilingPlan(agencyCode: agencyCode, year: year, headings: headings)
        if let current, current.state != .draft {
            let (plan, changes) = try await self.amend(to: wished, reason: reason, decision: decision, by: officerCode)
            return (plan, !changes.isEmpty, [])
        }
        let (plan, changed) = try await FilingPlanHandlers(postgres: self.postgres, clock: self.clock).importPlan(
            wished, by: officerCode)
        return (plan, changed, [])
    }

    func amendments(agencyCode: String, year: Int) async throws -> [PlanningStore.Amendment] {
        try await self.postgres.withConnection {
            try await PlanningStore(session: $0, agencyCode: agencyCode, year: year).amendments()
        }
    }

    private static func line(_ entry: FilingPlanEntry) -> String {
        "\(entry.notation) · \(entry.title) · \(entry.retention.words.vi) · \(entry.creator) · \(entry.note)"
    }

    private func inPlan<Result: Sendable>(
        _ agencyCode: String, _ year: Int,
        _ body: @Sendable (PlanningStore, FilingPlanStore, UTCInstant) async throws -> Result
    ) async throws -> Result {
        let now = self.clock.now()
        return try await self.postgres.withTransaction { transaction in
            try await body(
                PlanningStore(session: transaction, agencyCode: agencyCode, year: year), FilingPlanStore(session: transaction), now)
        }
    }
}
