import HosoProto

/// A filing plan with its totals.
struct PlanBody: Encodable {
    struct Heading: Encodable {
        let ordinal: String
        let title: String
        let entries: [Entry]
    }

    struct Entry: Encodable {
        let notation: String
        let title: String
        let retentionYears: Int32
        let creator: String
        let note: String
    }

    let agencyCode: String
    let year: Int32
    let state: String
    let permanentEntries: Int32
    let limitedEntries: Int32
    let headings: [Heading]

    init(_ wire: Hoso_Records_V1_FilingPlan) {
        self.agencyCode = wire.agencyCode
        self.year = wire.year
        self.state = WireForm.word(wire.state)
        self.permanentEntries = wire.permanentEntries
        self.limitedEntries = wire.limitedEntries
        self.headings = wire.headings.map { heading in
            Heading(
                ordinal: heading.ordinal, title: heading.title,
                entries: heading.entries.map {
                    Entry(
                        notation: $0.notation, title: $0.title, retentionYears: $0.retentionYears, creator: $0.creator, note: $0.note)
                })
        }
    }
}

/// Answer of `POST /v1/filing-plans/{agency}/{year}/table`.
struct PlanTableAnswer: Encodable {
    struct Fault: Encodable {
        let line: Int32
        let column: String
        let cell: String
        let wordsVi: String
        let wordsEn: String
    }

    let plan: PlanBody?
    let changed: Bool
    let faults: [Fault]

    init(_ wire: Hoso_Records_V1_ImportPlanTableResponse) {
        self.plan = wire.hasPlan ? PlanBody(wire.plan) : nil
        self.changed = wire.changed
        self.faults = wire.faults.map { Fault(line: $0.line, column: $0.column, cell: $0.cell, wordsVi: $0.wordsVi, wordsEn: $0.wordsEn) }
    }
}

/// Answer of `POST /v1/filing-plans/{agency}/{year}/merge`.
struct MergeAnswer: Encodable {
    let plan: PlanBody
    let mergedUnits: [String]
    let conflicts: [String]
}

/// Answer of `GET /v1/filing-plans/{agency}/{year}/amendments`.
struct AmendmentsBody: Encodable {
    struct Amendment: Encodable {
        let notation: String
        let kind: String
        let before: String
        let reason: String
        let decision: String
        let officer: String
        let amendedAt: String?
    }

    let amendments: [Amendment]

    init(_ wire: Hoso_Records_V1_ListAmendmentsResponse) {
        self.amendments = wire.amendments.map {
            Amendment(
                notation: $0.notation, kind: $0.kind, before: $0.before, reason: $0.reason, decision: $0.decision,
                officer: $0.officerCode, amendedAt: WireForm.time($0.amendedAt, if: $0.hasAmendedAt))
        }
    }
}
