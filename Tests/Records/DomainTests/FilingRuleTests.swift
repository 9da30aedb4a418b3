import RecordsDomain
import Testing

/// Records that open by themselves, by rules that are data.
@Suite struct FilingRuleTests {
    private func plan(_ rules: [(String, FilingRule)]) throws -> FilingPlan {
        try FilingPlan(
            agencyCode: "H99.12", year: 2026,
            headings: [
                FilingPlanHeading(
                    ordinal: "I", title: "Tổng hợp",
                    entries: rules.map {
                        try FilingPlanEntry(
                            notation: $0.0, title: "Hồ sơ", retention: .years(5), creator: "Văn phòng", note: "", rules: [$0.1])
                    })
            ])
    }

    @Test func `R43 H-09 a document finds its entry by kind, sender, procedure and subject`() throws {
        let plan = try self.plan([
            ("01.TH", FilingRule(paperTypeCodes: ["baoCao"])), ("02.TH", FilingRule(senders: ["H99.01"], subjectWords: ["Chuyển đổi số"])),
            ("03.HT", FilingRule(procedureCodes: ["1.001193"])),
        ])

        #expect(try plan.entry(taking: FilingFacts(paperTypeCode: "baoCao")).notation == "01.TH")
        #expect(try plan.entry(taking: FilingFacts(sender: "H99.01", subject: "V/v CHUYỂN ĐỔI SỐ quý I")).notation == "02.TH")
        #expect(try plan.entry(taking: FilingFacts(procedureCode: "1.001193")).notation == "03.HT")
    }

    @Test func `R43 what no rule takes, or several do, is left to a person`() throws {
        let plan = try self.plan([
            ("01.TH", FilingRule(paperTypeCodes: ["baoCao"])), ("02.TH", FilingRule(senders: ["H99.01"])),
        ])

        #expect(throws: RecordsRefusal.noRule) { try plan.entry(taking: FilingFacts(paperTypeCode: "congVan")) }
        #expect(throws: RecordsRefusal.manyRules(["01.TH", "02.TH"])) {
            try plan.entry(taking: FilingFacts(paperTypeCode: "baoCao", sender: "H99.01"))
        }
    }

    @Test func `R43 a rule that would take everything is refused`() {
        #expect(throws: RecordsRefusal.badContract("rules")) { try FilingRule() }
        #expect(throws: RecordsRefusal.badContract("rules")) { try FilingRule(subjectWords: [""]) }
    }
}
