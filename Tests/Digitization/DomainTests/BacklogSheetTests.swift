import Clocks
import DigitizationDomain
import Spreadsheet
import TestSupport
import Testing

@Suite struct BacklogSheetTests {
    static let heading = "Mã hồ sơ,STT,Tên loại,Số,Ký hiệu,Ngày,Cơ quan,Trích yếu,Số trang,Hộp số,Tệp,Độ mật\n"

    static func sheet(_ rows: String, heading: String = heading) throws -> BacklogSheet {
        try BacklogSheet(SheetReader.rows(Array((heading + rows).utf8), limits: BacklogSheet.limits))
    }

    @Test func `R58 a row in the 2019 field set becomes a document with its identifier and file`() throws {
        let sheet = try Self.sheet(
            "H99.21.01.05.0012,3,Quyết định,520,QĐ-UBND,24/5/1998,UBND xã,\"Về việc \"\"giao đất\"\", đợt 1\",4,H07,,\n")

        let document = try #require(sheet.documents.first)
        #expect(sheet.faults.isEmpty)
        #expect(document.row == 2)
        #expect(document.identifier == "H99.21.01.05.0012.0000003")
        #expect(document.fileName == "H99.21.01.05.0012.0000003.pdf")
        #expect(document.pages == 4)
        #expect(document.box == "H07")
        #expect(document.details[.subject] == "Về việc \"giao đất\", đợt 1")
        #expect(document.details[.issuedDate] == "1998-05-24")
        #expect(document.paperTypeCode == "decision")
    }

    @Test(arguments: [
        (",1,Công văn,,,,,x,1,,,", SheetColumn.recordCode, SheetFault.Mender.sheetAuthor),
        ("hồ sơ 1,1,Công văn,,,,,x,1,,,", .recordCode, .sheetAuthor), ("H1,0,Công văn,,,,,x,1,,,", .ordinal, .sheetAuthor),
        ("H1,một,Công văn,,,,,x,1,,,", .ordinal, .sheetAuthor), ("H1,1,,,,,,x,1,,,", .typeName, .sheetAuthor),
        ("H1,1,Công văn,,,,,,1,,,", .subject, .sheetAuthor), ("H1,1,Công văn,,,,,x,501,,,", .pages, .archivist),
        ("H1,1,Công văn,,,,,x,-3,,,", .pages, .archivist), ("H1,1,Công văn,,,31/2/1998,,x,1,,,", .issuedDate, .archivist),
        ("H1,1,Công văn,,,hôm qua,,x,1,,,", .issuedDate, .archivist), ("H1,1,Công văn,,,,,x,1,,../../etc/passwd,", .file, .sheetAuthor),
        ("H1,1,Công văn,,,,,x,1,,..,", .file, .sheetAuthor), ("H1,1,Công văn,,,,,x,1,,,Tối mật", .secrecy, .archivist),
    ])
    func `R58 a fault names row, column and who can mend it, and the row stays out`(
        row: String, column: SheetColumn, mender: SheetFault.Mender
    ) throws {
        let sheet = try Self.sheet("H9,9,Công văn,,,,,good,1,,,\n" + row + "\n")

        #expect(sheet.documents.map(\.recordCode) == ["H9"])
        #expect(sheet.faultyRows == 1)
        #expect(sheet.faults.map(\.column) == [column])
        #expect(sheet.faults.map(\.row) == [3])
        #expect(sheet.faults.map(\.mender) == [mender])
        #expect(sheet.faults.allSatisfy { !$0.messageVi.isEmpty && !$0.messageEn.isEmpty })
    }

    @Test func `R58 every fault of a row is told, and a row that comes twice once`() throws {
        let sheet = try Self.sheet(",x,,,,y,,,0,,,\nH1,1,Công văn,,,1998,,a,1,,,\nH1,1,Công văn,,,,,b,1,,,\nH1,2,Công văn,,,,,c,1,,H1.0000001.pdf,\n")

        #expect(sheet.documents.count == 1)
        #expect(sheet.documents[0].details[.issuedDate] == "1998")
        #expect(Set(sheet.faults.filter { $0.row == 2 }.map(\.column)) == [.recordCode, .ordinal, .typeName, .subject, .pages, .issuedDate])
        #expect(sheet.faults.filter { $0.row == 4 }.map(\.column) == [.ordinal])
        #expect(sheet.faults.filter { $0.row == 5 }.map(\.column) == [.file])
    }

    @Test func `R31 what the sheet marks secret is not imported, not even as a row`() throws {
        #expect(try Self.sheet("H1,1,Công văn,,,,,x,1,,,MẬT\n").documents.isEmpty)
        #expect(try Self.sheet("H1,1,Công văn,,,,,x,1,,,Thường\n").documents.count == 1)
    }

    @Test func `R58 a workbook says the same as comma-separated values, and each fault has its cell`() throws {
        let day = try #require(VietnamDate(year: 1998, month: 5, day: 24))
        let sheet = Sheet(
            title: "Bảng kê", columns: ["Mã hồ sơ", "không ai biết", "STT", "Tên loại", "Ngày", "Trích yếu", "Số trang"].map { .init($0) },
            rows: [
                [.text("H1"), .empty, .number(3), .text("Quyết định"), .date(day), .text("=về việc"), .text("1.200")],
                [.text("H1"), .empty, .number(4), .text("Công văn"), .number(1998), .text("b"), .number(2)],
                [.text("H1"), .empty, .number(5.5), .text("Công văn"), .empty, .text("c"), .number(4)],
                [.text("H1"), .empty, .number(3), .text("Công văn"), .empty, .text("d"), .number(4)],
            ])
        let bytes = try SpreadsheetFormat.xlsx.write(sheet, createdAt: .earliest)

        let read = try BacklogSheet(SheetReader.rows(bytes, limits: BacklogSheet.limits))

        #expect(read.documents.map(\.identifier) == ["H1.0000004", "H1.0000003"])
        #expect(read.documents.map { $0.details[.issuedDate] } == ["1998", nil])
        #expect(read.faults.map(\.column) == [.pages, .ordinal])
        #expect(read.faults.map { read.place(of: $0)?.description } == ["G2", "C4"])
        #expect(read.faults.map(\.mender) == [.archivist, .sheetAuthor])
        let missing = SheetFault(row: 2, column: .file, messageVi: "", messageEn: "")
        #expect(read.place(of: missing) == nil)
    }

    @Test func `R58 a day of a workbook is a day, and a formula nobody computed is told once`() throws {
        let day = try #require(VietnamDate(year: 1998, month: 5, day: 24))
        let rows = [
            SheetRow(number: 1, cells: ["Mã hồ sơ", "STT", "Tên loại", "Trích yếu", "Số trang", "Ngày"].map { .text($0) }),
            SheetRow(number: 2, cells: [.text("H1"), .number(1), .text("Công văn"), .text("a"), .number(1), .date(day)]),
            SheetRow(number: 7, cells: [.text("H1"), .number(2), .text("Công văn"), .unusable(.formulaWithoutValue), .number(1)]),
        ]

        let sheet = try BacklogSheet(rows)

        #expect(sheet.documents.map { $0.details[.issuedDate] } == ["1998-05-24"])
        #expect(sheet.faults.map(\.column) == [.subject] && sheet.faultyRows == 1)
        #expect(sheet.faults.map(\.messageVi) == [CellDefect.formulaWithoutValue.messageVi])
        #expect(sheet.place(of: sheet.faults[0])?.description == "D7")
    }

    @Test func `a sheet that cannot be read says why`() {
        #expect(throws: SheetError.empty) { try BacklogSheet([]) }
        #expect(throws: SheetError.columnsMissing(["Mã hồ sơ", "Tên loại", "Trích yếu", "Số trang"])) { try Self.sheet("", heading: "STT\n") }
        #expect(throws: SheetError.columnTwice("STT")) { try Self.sheet("", heading: "STT,stt\n") }
        #expect(SheetError.unreadable(.olderFormat).messageVi.contains(".xlsx"))
    }

    @Test func `random text never traps the reader`() {
        var seed: UInt64 = 42
        let alphabet = Array("\",;\t\n\r aĐ1/.")
        for _ in 0..<2000 {
            let text = (0..<60).map { _ -> Character in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return alphabet[Int(seed >> 33) % alphabet.count]
            }
            if let sheet = try? Self.sheet(String(text)) { #expect(sheet.documents.count <= 60) }
        }
    }

    @Test func `R32 the forecast goes by the last day's pace, and there is none without one`() {
        let now = FixedClock().now()
        var progress = BacklogProgress()
        #expect(progress.forecast(at: now) == now)

        progress.listed = 1000
        progress.captured = 100
        #expect(progress.forecast(at: now) == nil)
        progress.capturedLastDay = 90
        #expect(progress.forecast(at: now) == now + .seconds(10 * 86_400))
        #expect(progress.forecast(at: now, planned: 1900) == now + .seconds(20 * 86_400))
        progress.listed = .max
        #expect(progress.forecast(at: now) == nil)
    }
}
