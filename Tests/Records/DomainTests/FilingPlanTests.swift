import RecordsDomain
import Testing

@Suite struct FilingPlanTests {
    private static func plan(_ notations: [(String, RetentionPeriod)]) throws -> FilingPlan {
        try FilingPlan(
            agencyCode: "H99.12", year: 2026,
            headings: [
                FilingPlanHeading(
                    ordinal: "I", title: "Tổ chức",
                    entries: try notations.map {
                        try FilingPlanEntry(
                            notation: $0.0, title: "Tiêu đề", retention: $0.1, creator: "Văn phòng", note: "")
                    })
            ])
    }

    @Test func `R42 totals count permanent and limited entries`() throws {
        let plan = try Self.plan([("01.TCCB", .permanent), ("02.TCCB", .years(10)), ("03.TCCB", .years(5))])

        #expect(plan.permanentCount == 1)
        #expect(plan.entries.count == 3)
    }

    @Test func `R42 a plan goes from draft over approved to in force and closed`() throws {
        var plan = try Self.plan([("01.TCCB", .permanent)])

        for state in [FilingPlanState.approved, .inForce, .closed] { try plan.advance(to: state) }

        #expect(plan.state == .closed)
    }

    @Test(arguments: FilingPlanState.allCases, FilingPlanState.allCases)
    func `R42 every step but the next is refused`(from: FilingPlanState, to: FilingPlanState) throws {
        let content = try Self.plan([("01.TCCB", .permanent)])
        var plan = FilingPlan(loading: "H99.12", year: 2026, state: from, headings: content.headings)

        if from.next == to {
            try plan.advance(to: to)
            #expect(plan.state == to)
        } else {
            #expect(throws: RecordsRefusal.planStep(from: from, to: to)) { try plan.advance(to: to) }
        }
    }

    @Test func `R42 an approved plan is not replaced`() throws {
        var plan = try Self.plan([("01.TCCB", .permanent)])
        try plan.advance(to: .approved)
        let other = try Self.plan([("01.TCCB", .years(5))])

        #expect(throws: RecordsRefusal.planIsFixed(.approved)) { try plan.replace(with: other) }
    }

    @Test func `the same content again changes nothing, also when in force`() throws {
        var plan = try Self.plan([("01.TCCB", .permanent)])
        try plan.advance(to: .approved)

        let changed = try plan.replace(with: Self.plan([("01.TCCB", .permanent)]))

        #expect(!changed)
    }

    @Test func `two entries cannot share a notation`() {
        #expect(throws: RecordsRefusal.notationTwice("01.TCCB")) {
            try Self.plan([("01.TCCB", .permanent), ("01.TCCB", .years(5))])
        }
    }

    @Test(arguments: ["", "01", "1.TCCB", "TCCB.01", "01.", "01 .TCCB", "01.TC CB", "01.ABCDEFGHIJKLMNOP", "٠١.TCCB"])
    func `a notation that is not NN.ABBR is refused`(notation: String) {
        #expect(throws: RecordsRefusal.badNotation(notation)) { try Self.plan([(notation, .permanent)]) }
    }

    @Test(arguments: [(-1, nil), (0, .permanent), (1, .years(1)), (70, .years(70)), (71, nil)] as [(Int, RetentionPeriod?)])
    func `retention is permanent or 1 to 70 years`(number: Int, period: RetentionPeriod?) {
        #expect(RetentionPeriod(number: number) == period)
    }
}
