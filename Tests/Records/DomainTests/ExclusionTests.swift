import Clocks
import RecordsDomain
import Testing

/// Records that do not count: a number, a rule, a person, a reason, and for secrets nothing more.
@Suite struct ExclusionTests {
    private func exclusion(
        _ rule: ExclusionRule, secrecy: SecrecyLevel? = nil, reason: String = "", count: Int = 1, fileCode: String = "",
        officer: String = "CB01"
    ) throws -> Exclusion {
        try Exclusion(
            id: CorpusCase.id(1), agencyCode: "H99.12", year: 2026, rule: rule, secrecy: secrecy, reason: reason, count: count,
            fileCode: fileCode, officerCode: officer, decidedAt: CorpusCase.openedAt)
    }

    @Test func `R74 of state secrets only number, level and person are kept`() throws {
        #expect(try self.exclusion(.stateSecret, secrecy: .secret, count: 12).count == 12)
        #expect(throws: RecordsRefusal.secretContent("reason")) {
            try self.exclusion(.stateSecret, secrecy: .secret, reason: "Phương án bảo vệ mục tiêu")
        }
        #expect(throws: RecordsRefusal.secretContent("fileCode")) {
            try self.exclusion(.stateSecret, secrecy: .secret, fileCode: "H99.12.2026.05.HTCT-0001")
        }
        #expect(throws: RecordsRefusal.missing("secrecy")) { try self.exclusion(.stateSecret, count: 12) }
    }

    @Test func `R74 a secrecy level has no way in under another rule`() {
        #expect(throws: RecordsRefusal.secretContent("secrecy")) {
            try self.exclusion(.other, secrecy: .topSecret, reason: "Hồ sơ thuộc phạm vi khác")
        }
    }

    @Test(arguments: ["", "ngắn", String(repeating: "a", count: 501)])
    func `H-18 every other exclusion needs a reason in words`(reason: String) {
        #expect(throws: RecordsRefusal.missing("reason (10–500)")) { try self.exclusion(.complexComponents, reason: reason) }
    }

    @Test(arguments: [0, -1, 100_001])
    func `R46 a count out of range is refused`(count: Int) {
        #expect(throws: RecordsRefusal.missing("count (1–100000)")) {
            try self.exclusion(.other, reason: "Hồ sơ giấy khổ lớn", count: count)
        }
    }

    @Test func `R46 one file code is one record, and somebody decided it`() {
        #expect(throws: RecordsRefusal.missing("count (1–100000)")) {
            try self.exclusion(.other, reason: "Hồ sơ giấy khổ lớn", count: 2, fileCode: "H99.12.2026.05.HTCT-0001")
        }
        #expect(throws: RecordsRefusal.missing("officerCode")) {
            try self.exclusion(.other, reason: "Hồ sơ giấy khổ lớn", officer: "")
        }
    }
}
