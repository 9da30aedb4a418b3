import Clocks
import HosoProto
import Postgres
import RecordsDomain
import SwiftProtobuf

/// Keeps what units propose in `plan_proposals` and what amendments did in `plan_amendments`.
struct PlanningStore: Sendable {
    /// What a unit proposes.
    struct Proposal: Sendable {
        let unit: String
        let headings: [FilingPlanHeading]
    }

    /// What an amendment did to one entry.
    struct Amendment: Sendable {
        let change: PlanAmendment
        /// The entry before it; empty = there was none.
        let before: String
        let reason: String
        let decision: String
        let officerCode: String
        let amendedAt: UTCInstant
    }

    let session: any PostgresSession
    let agencyCode: String
    let year: Int

    /// Keeps a proposal; the same unit again replaces its own.
    func propose(_ plan: FilingPlan, unit: String, by officerCode: String, at now: UTCInstant) async throws {
        let json = JSONText(try RecordsWire.message(plan).jsonString())
        _ = try await self.session.query(
            """
            INSERT INTO plan_proposals (agency_code, year, unit, plan, proposed_by, proposed_at)
            VALUES (\(self.agencyCode), \(self.year), \(unit), \(json), \(officerCode), \(now))
            ON CONFLICT (agency_code, year, unit) DO UPDATE
            SET plan = EXCLUDED.plan, proposed_by = EXCLUDED.proposed_by, proposed_at = EXCLUDED.proposed_at, merged_at = NULL
            """)
    }

    /// The proposals that are not in the draft yet, in the order in which they came; their rows are held.
    func openProposals() async throws -> [Proposal] {
        try await self.session.query(
            """
            SELECT unit, plan FROM plan_proposals
            WHERE agency_code = \(self.agencyCode) AND year = \(self.year) AND merged_at IS NULL
            ORDER BY proposed_at, unit
            FOR UPDATE
            """
        ).map { row in
            let (unit, json) = try row.decode((String, JSONText).self)
            return Proposal(unit: unit, headings: try FilingPlan(wire: Hoso_Records_V1_FilingPlan(jsonString: json.text)).headings)
        }
    }

    /// Notes that a proposal is in the draft.
    func merged(_ unit: String, at now: UTCInstant) async throws {
        _ = try await self.session.query(
            """
            UPDATE plan_proposals SET merged_at = \(now)
            WHERE agency_code = \(self.agencyCode) AND year = \(self.year) AND unit = \(unit)
            """)
    }

    /// The notations from which records were opened.
    func used() async throws -> Set<String> {
        let rows = try await self.session.query(
            """
            SELECT notation FROM filing_plan_entries
            WHERE agency_code = \(self.agencyCode) AND year = \(self.year) AND last_ordinal > 0
            """)
        return try Set(rows.map { try $0.decode(String.self) })
    }

    /// Puts amendments on record.
    func append(_ amendments: [Amendment], identifiers: any IdentifierSource) async throws {
        _ = try await self.session.pipeline(
            amendments.map { amendment in
                """
                INSERT INTO plan_amendments
                    (id, agency_code, year, notation, kind, before, reason, decision, amended_by, amended_at)
                VALUES
                    (\(identifiers.next()), \(self.agencyCode), \(self.year), \(amendment.change.notation),
                     \(amendment.change.kind.rawValue), \(amendment.before), \(amendment.reason), \(amendment.decision),
                     \(amendment.officerCode), \(amendment.amendedAt))
                """
            })
    }

    /// The amendments of the plan, oldest first.
    func amendments() async throws -> [Amendment] {
        try await self.session.query(
            """
            SELECT notation, kind, before, reason, decision, amended_by, amended_at
            FROM plan_amendments WHERE agency_code = \(self.agencyCode) AND year = \(self.year) ORDER BY id
            """
        ).map { row in
            let (notation, kind, before, reason, decision, officer, amendedAt) = try row.decode(
                (String, String, String, String, String, String, UTCInstant).self)
            guard let known = PlanAmendment.Kind(rawValue: kind) else { throw StoredValueError("plan_amendments.kind", kind) }
            return Amendment(
                change: PlanAmendment(notation: notation, kind: known), before: before, reason: reason, decision: decision,
                officerCode: officer, amendedAt: amendedAt)
        }
    }
}
