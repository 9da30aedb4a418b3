import Clocks
import RecordsDomain
import Testing

/// What follows after closing: dates, archive, holds, destruction.
@Suite struct RecordCourseTests {
    private let rules = TransferRules()

    private func day(_ text: String) throws -> VietnamDate { try #require(VietnamDate(iso8601: text)) }

    private func record(
        _ state: RecordState = .closed, retention: RetentionPeriod = .years(20), ended: String = "2026-03-05"
    ) throws -> WorkRecord {
        var details = RecordDetails()
        details.endedOn = try self.day(ended)
        return WorkRecord(
            loading: try CorpusCase.id(1), fileCode: "H99.12.2026.05.HTCT-0001", title: "Hồ sơ", agencyCode: "H99.12", year: 2026,
            planNotation: "05.HTCT", retention: retention, creator: "Văn phòng", dossierCode: "", openedAt: CorpusCase.openedAt,
            state: state, documentCount: 1, lastOrdinal: 1, dossierFinished: false, closedAt: CorpusCase.openedAt, details: details, version: 1)
    }

    @Test func `R48 digital transfer after 60 days, the law's limit at the end of the next year`() throws {
        let dates = try #require(self.rules.dates(of: self.record(), closing: .usual))

        #expect(dates.dueOn.iso8601 == "2026-05-04")
        #expect(dates.limitOn.iso8601 == "2027-12-31")
        #expect(dates.historicalOn == nil)
    }

    @Test func `R48 construction within 3 months from the final account, permanent records on to the historical archive`() throws {
        let construction = try #require(
            self.rules.dates(of: self.record(retention: .permanent, ended: "2026-11-30"), closing: .settlementApproved))

        #expect(construction.limitOn.iso8601 == "2027-02-28")
        #expect(construction.dueOn.iso8601 == "2027-01-29")
        #expect(construction.historicalOn?.iso8601 == "2032-12-31")
    }

    @Test(arguments: [
        ("2026-04-03", TransferStanding.later), ("2026-04-04", .soon), ("2026-05-04", .soon), ("2026-05-05", .late),
        ("2027-12-31", .late), ("2028-01-01", .unlawful),
    ])
    func `R48 people are told 30 days before, then it is late, then unlawful`(on day: String, standing: TransferStanding) throws {
        #expect(self.rules.standing(of: try self.record(), closing: .usual, on: try self.day(day)) == standing)
    }

    @Test(arguments: [(4, true), (5, false)])
    func `R49 records kept for less than 5 years are not transferred`(years: Int, exempt: Bool) throws {
        let standing = self.rules.standing(
            of: try self.record(retention: .years(years)), closing: .usual, on: try self.day("2029-01-01"))

        #expect((standing == .exempt) == exempt)
    }

    @Test func `R48 a record is kept back in writing, at most 2 years past the limit`() throws {
        var record = try self.record()
        let today = try self.day("2026-05-10")
        let keep = { (until: String, decision: String) throws -> RecordStep in
            .keepBack(reason: "Đang thanh tra", decision: decision, until: try self.day(until))
        }

        #expect(throws: RecordsRefusal.missing("decision")) {
            try record.take(keep("2027-01-01", ""), rules: self.rules, closing: .usual, by: "CB01", after: "", on: today)
        }
        #expect(throws: RecordsRefusal.badValue("until", "2026-05-10 – 2029-12-31")) {
            try record.take(keep("2030-01-01", "12/QĐ"), rules: self.rules, closing: .usual, by: "CB01", after: "", on: today)
        }
        try record.take(keep("2029-12-31", "12/QĐ"), rules: self.rules, closing: .usual, by: "CB01", after: "", on: today)

        #expect(record.state == .closed)
        #expect(self.rules.standing(of: record, closing: .usual, on: try self.day("2029-12-31")) == .keptBack)
        #expect(self.rules.standing(of: record, closing: .usual, on: try self.day("2030-01-01")) == .unlawful)
    }

    @Test func `R46 a record is handed in, sent back, handed in again and taken over by somebody else`() throws {
        var record = try self.record()
        let today = try self.day("2026-05-01")
        let take = { (record: inout WorkRecord, step: RecordStep, officer: String, after: String) throws in
            try record.take(step, rules: self.rules, closing: .usual, by: officer, after: after, on: today)
        }

        try take(&record, .submit, "CB01", "")
        #expect(throws: RecordsRefusal.missing("reason")) { try take(&record, .returned(reason: ""), "LT01", "CB01") }
        try take(&record, .returned(reason: "Thiếu mục lục"), "LT01", "CB01")
        #expect(record.state == .returned)
        try take(&record, .submit, "CB01", "LT01")
        #expect(throws: RecordsRefusal.badValue("officerCode", "CB01")) { try take(&record, .accept, "CB01", "CB01") }
        try take(&record, .accept, "LT01", "CB01")

        #expect(record.state == .archived)
        #expect(record.details.archivedOn == today)
    }

    @Test func `R54 nothing is destroyed before its retention is over, nor without a decision, nor by who proposed it`() throws {
        var record = try self.record(.archived, retention: .years(5))
        let take = { (record: inout WorkRecord, step: RecordStep, officer: String, after: String, day: String) throws in
            try record.take(step, rules: self.rules, closing: .usual, by: officer, after: after, on: self.day(day))
        }

        #expect(throws: RecordsRefusal.badValue("retention", "2031-12-31")) {
            try take(&record, .proposeDestruction(reason: "Hết hạn"), "LT01", "", "2031-12-31")
        }
        #expect(throws: RecordsRefusal.wrongState(record.fileCode, .archived)) {
            try take(&record, .destroy(decision: "01/QĐ-HĐ"), "LD01", "LT01", "2032-01-01")
        }
        try take(&record, .proposeDestruction(reason: "Hết hạn"), "LT01", "", "2032-01-01")
        #expect(throws: RecordsRefusal.missing("decision")) { try take(&record, .destroy(decision: ""), "LD01", "LT01", "2032-01-02") }
        #expect(throws: RecordsRefusal.badValue("officerCode", "LT01")) {
            try take(&record, .destroy(decision: "01/QĐ-HĐ"), "LT01", "LT01", "2032-01-02")
        }
        try take(&record, .destroy(decision: "01/QĐ-HĐ"), "LD01", "LT01", "2032-01-02")

        #expect(record.state == .destroyed)
    }

    @Test func `R54 permanent records are never proposed for destruction`() throws {
        var record = try self.record(.archived, retention: .permanent)

        #expect(throws: RecordsRefusal.badValue("retention", "vĩnh viễn")) {
            try record.take(
                .proposeDestruction(reason: "Hết hạn"), rules: self.rules, closing: .usual, by: "LT01", after: "",
                on: self.day("2099-01-01"))
        }
    }

    @Test func `R54 a frozen record takes no step until it is let go`() throws {
        var record = try self.record()
        let today = try self.day("2026-05-01")

        let held = try record.hold("Vụ án 12/2026, Tòa án tỉnh")
        #expect(held)
        #expect(throws: RecordsRefusal.onHold("Vụ án 12/2026, Tòa án tỉnh")) {
            try record.take(.submit, rules: self.rules, closing: .usual, by: "CB01", after: "", on: today)
        }
        #expect(throws: RecordsRefusal.missing("reason (10–500)")) { try record.release("xong") }
        let released = try record.release("Bản án đã có hiệu lực")
        #expect(released)
        try record.take(.submit, rules: self.rules, closing: .usual, by: "CB01", after: "", on: today)

        #expect(record.state == .submitted)
    }

    @Test(arguments: RecordState.allCases)
    func `R46 each step is taken from its own states only`(state: RecordState) throws {
        let today = try self.day("2060-01-01")
        let allowed: [(RecordStep, Set<RecordState>)] = [
            (.submit, [.closed, .returned]), (.accept, [.submitted]), (.returned(reason: "x"), [.submitted]),
            (.proposeDestruction(reason: "x"), [.closed, .returned, .archived]), (.keep(decision: "x"), [.destructionProposed]),
            (.destroy(decision: "x"), [.destructionProposed]),
        ]
        for (step, states) in allowed {
            var record = try self.record(state)
            do {
                try record.take(step, rules: self.rules, closing: .usual, by: "A", after: "B", on: today)
                #expect(states.contains(state), "\(step.name) from \(state)")
            } catch {
                #expect(error == .wrongState(record.fileCode, state))
                #expect(!states.contains(state), "\(step.name) from \(state)")
            }
        }
    }
}
