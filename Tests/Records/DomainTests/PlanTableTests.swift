import Clocks
import RecordsDomain
import Spreadsheet
import Testing

/// A filing plan as a table for spreadsheets.
@Suite struct PlanTableTests {
    private static let header = "Đề mục,Tên đề mục,Số và ký hiệu HS,Tiêu đề hồ sơ,Thời hạn bảo quản,Người lập hồ sơ,Ghi chú"

    private func read(_ text: String, keeping: [String: FilingPlanEntry] = [:]) throws -> ([FilingPlanHeading], [PlanTable.CellFault]) {
        PlanTable.headings(try SheetReader.rows(Array(text.utf8), limits: PlanTable.limits), keeping: keeping)
    }

    private func plan() throws -> FilingPlan {
        let contract = try CompletenessContract(documents: [DocumentRequirement(code: "QD", name: "Quyết định")])
        return try FilingPlan(
            agencyCode: "H99.12", year: 2026,
            headings: [
                FilingPlanHeading(
                    ordinal: "I", title: "Tổng hợp, văn thư",
                    entries: [
                        FilingPlanEntry(
                            notation: "01.TH", title: "Kế hoạch \"năm\" 2026; báo cáo", retention: .permanent, creator: "Văn phòng",
                            note: "dòng 1\ndòng 2", contract: contract),
                        FilingPlanEntry(
                            notation: "02.TH", title: "Báo cáo năm 2026", retention: .years(20), creator: "Văn phòng", note: "=1+1"),
                    ]),
                FilingPlanHeading(
                    ordinal: "II", title: "Tổ chức",
                    entries: [FilingPlanEntry(notation: "03.TC", title: "Nhân sự", retention: .years(70), creator: "Nội vụ", note: "")]),
            ])
    }

    @Test(arguments: SpreadsheetFormat.allCases)
    func `R42 a plan goes out and comes back the same, contracts kept`(format: SpreadsheetFormat) throws {
        let plan = try self.plan()
        let bytes = try format.write(PlanTable.sheet(plan), createdAt: .earliest)
        let known = Dictionary(uniqueKeysWithValues: plan.entries.map { ($0.notation, $0) })

        let (headings, faults) = PlanTable.headings(try SheetReader.rows(bytes, limits: PlanTable.limits), keeping: known)

        #expect(faults.isEmpty)
        #expect(headings == plan.headings)
    }

    @Test func `R42 a cell that says nothing is named with its place, and its row once`() {
        let cells: [SheetCell] = [.text("I"), .text("Tổng hợp"), .text("01.TH"), .unusable(.formulaWithoutValue), .number(20), .text("Văn phòng")]
        let rows = [SheetRow(number: 1, cells: PlanTable.Column.allCases.map { .text($0.rawValue) }), SheetRow(number: 9, cells: cells)]

        let (_, faults) = PlanTable.headings(rows, keeping: [:])

        #expect(faults.map(\.column) == [.title])
        #expect(faults.map { $0.place?.description } == ["D9"])
    }

    @Test func `R42 the closing line tells permanent and limited entries apart`() throws {
        #expect(
            PlanTable.sheet(try self.plan()).rows.last?.map(\.text)
                == ["Bản Danh mục hồ sơ này có 3 hồ sơ, bao gồm: 1 hồ sơ bảo quản vĩnh viễn; 2 hồ sơ bảo quản có thời hạn."])
    }

    @Test(arguments: [
        ("I,Tổng hợp,1.TH,Kế hoạch,20 năm,Văn phòng,", PlanTable.Column.notation, RecordsRefusal.badNotation("1.TH")),
        ("I,Tổng hợp,01.TH,,20 năm,Văn phòng,", .title, .missing("Tiêu đề hồ sơ")),
        ("I,Tổng hợp,01.TH,Kế hoạch,20 năm,,", .creator, .missing("Người lập hồ sơ")),
        ("I,Tổng hợp,01.TH,Kế hoạch,lâu dài,Văn phòng,", .retention, .badValue("Thời hạn bảo quản", "Vĩnh viễn, 1–70 năm")),
        ("I,Tổng hợp,01.TH,Kế hoạch,71 năm,Văn phòng,", .retention, .badValue("Thời hạn bảo quản", "Vĩnh viễn, 1–70 năm")),
        ("I,Tổng hợp,01.TH,Kế hoạch,٢٠,Văn phòng,", .retention, .badValue("Thời hạn bảo quản", "Vĩnh viễn, 1–70 năm")),
        (",,01.TH,Kế hoạch,20 năm,Văn phòng,", .headingOrdinal, .missing("Đề mục")),
        ("I,,01.TH,Kế hoạch,20 năm,Văn phòng,", .headingTitle, .missing("Tên đề mục")),
    ])
    func `R42 each cell at fault is named`(row: String, column: PlanTable.Column, refusal: RecordsRefusal) throws {
        let (_, faults) = try self.read("\(Self.header)\r\n\(row)\r\n")

        #expect(faults == [PlanTable.CellFault(line: 2, column: column, refusal: refusal)])
    }

    @Test func `R42 all faults of a table are told at once, each with its line`() throws {
        let (_, faults) = try self.read(
            """
            \(Self.header)
            I,Tổng hợp,01.TH,Kế hoạch,Vĩnh viễn,Văn phòng,
            ,,01.TH,,5,Văn phòng,

            ,,03 TH,"Hai
            dòng",0,,
            """)

        #expect(
            faults == [
                .init(line: 3, column: .title, refusal: .missing("Tiêu đề hồ sơ")),
                .init(line: 3, column: .notation, refusal: .notationTwice("01.TH")),
                .init(line: 5, column: .retention, refusal: .badValue("Thời hạn bảo quản", "Vĩnh viễn, 1–70 năm")),
                .init(line: 5, column: .creator, refusal: .missing("Người lập hồ sơ")),
                .init(line: 5, column: .notation, refusal: .badNotation("03 TH")),
            ])
    }

    @Test(arguments: ["", "a,b,c", "\u{FEFF}", ";;;;;;"])
    func `a table of other columns is refused as a whole`(text: String) throws {
        let (headings, faults) = try self.read(text)

        #expect(headings.isEmpty)
        #expect(faults.map(\.line) == [1])
    }

    @Test func `semicolons and a byte order mark are read as spreadsheets write them`() throws {
        let text = "\u{FEFF}" + Self.header.replacing(",", with: ";") + "\r\nI;Tổng hợp;01.TH;\"A;B\";Vĩnh viễn;Văn phòng;\r\n"

        let (headings, faults) = try self.read(text)

        #expect(faults.isEmpty)
        #expect(headings.first?.entries.first?.title == "A;B")
    }

    @Test func `R42 an approved plan is amended, entries in use stay`() throws {
        var plan = try self.plan()
        try plan.advance(to: .approved)
        let (headings, _) = try self.read(
            """
            \(Self.header)
            I,"Tổng hợp, văn thư",02.TH,Báo cáo năm 2026,30 năm,Văn phòng,
            II,Tổ chức,03.TC,Nhân sự,70 năm,Nội vụ,
            ,,04.TC,Thi đua,10 năm,Nội vụ,
            """)
        let wished = try FilingPlan(agencyCode: "H99.12", year: 2026, headings: headings)

        #expect(throws: RecordsRefusal.entryInUse("01.TH")) { try plan.amend(to: wished, used: ["01.TH"]) }
        let changes = try plan.amend(to: wished, used: ["02.TH"])

        #expect(
            changes == [
                PlanAmendment(notation: "01.TH", kind: .removed), PlanAmendment(notation: "02.TH", kind: .changed),
                PlanAmendment(notation: "04.TC", kind: .added),
            ])
        #expect(plan.state == .approved)
        #expect(plan.entries.map(\.notation) == ["02.TH", "03.TC", "04.TC"])
        let again = try plan.amend(to: wished, used: [])
        #expect(again.isEmpty)
    }

    @Test func `R42 next year's draft is copied, its titles move along`() throws {
        let copy = try self.plan().copied(to: 2027)

        #expect(copy.state == .draft && copy.year == 2027)
        #expect(copy.entries.map(\.title) == ["Kế hoạch \"năm\" 2026; báo cáo", "Báo cáo năm 2027", "Nhân sự"])
        #expect(copy.entries.map(\.contract) == (try self.plan()).entries.map(\.contract))
        #expect(throws: RecordsRefusal.badYear(2026)) { try self.plan().copied(to: 2026) }
        #expect(throws: RecordsRefusal.badYear(2101)) { try self.plan().copied(to: 2101) }
    }

    @Test func `R42 what units propose is merged into the draft, conflicts are named`() throws {
        var plan = try self.plan()
        let entry = { (notation: String, title: String) in
            try FilingPlanEntry(notation: notation, title: title, retention: .years(5), creator: "Đất đai", note: "")
        }
        let proposed = [
            FilingPlanHeading(ordinal: "II", title: "khác", entries: [try entry("04.TC", "Thi đua")]),
            FilingPlanHeading(ordinal: "III", title: "Đất đai", entries: [try entry("05.DD", "Giao đất")]),
        ]

        let first = try plan.merge(proposed)
        let again = try plan.merge(proposed)

        #expect(first && !again)
        #expect(plan.headings.map(\.title) == ["Tổng hợp, văn thư", "Tổ chức", "Đất đai"])
        #expect(plan.entries.map(\.notation) == ["01.TH", "02.TH", "03.TC", "04.TC", "05.DD"])
        #expect(throws: RecordsRefusal.notationTwice("03.TC")) {
            try plan.merge([FilingPlanHeading(ordinal: "II", title: "Tổ chức", entries: [entry("03.TC", "Khác")])])
        }
        try plan.advance(to: .approved)
        #expect(throws: RecordsRefusal.planIsFixed(.approved)) { try plan.merge(proposed) }
    }
}
