import Clocks
import DigitizationDomain
import TestSupport
import Testing

@Suite struct BacklogSheetTests {
    static let heading = "Mã hồ sơ,STT,Tên loại,Số,Ký hiệu,Ngày,Cơ quan,Trích yếu,Số trang,Hộp số,Tệp,Độ mật\n"

    static func sheet(_ rows: String, heading: String = heading) throws -> BacklogSheet {
        try BacklogSheet(CSVReader.table(Array((heading + rows).utf8)))
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

    @Test func `semicolons, tabs, a byte order mark, line feeds in quotes and Windows line ends are read`() throws {
        let semicolons = "\u{FEFF}mã hồ sơ;stt;tên loại;trích yếu;số trang\r\nH1;1;Công văn;\"a\nb\";2\r\n\r\nH1;2;Công văn;c;3"
        let tabs = "Mã hồ sơ\tSTT\tTên loại\tTrích yếu\tSố trang\tkhông ai biết\nH1\t1\tCông văn\ta\t2\n"

        let first = try BacklogSheet(CSVReader.table(Array(semicolons.utf8)))
        #expect(first.documents.map(\.pages) == [2, 3])
        #expect(first.documents[0].details[.subject] == "a\nb")
        #expect(first.documents[1].row == 4)
        #expect(try BacklogSheet(CSVReader.table(Array(tabs.utf8))).documents.count == 1)
    }

    @Test func `a sheet that cannot be read says why`() {
        func table(_ bytes: [UInt8]) throws(SheetError) -> SheetTable { try CSVReader.table(bytes) }

        #expect(throws: SheetError.empty) { try table([]) }
        #expect(throws: SheetError.empty) { try table(Array("\n\n".utf8)) }
        #expect(throws: SheetError.notUTF8) { try table([0x50, 0x4B, 0x03, 0x04, 0xFF]) }
        #expect(throws: SheetError.notUTF8) { try table([0x61, 0]) }
        #expect(throws: SheetError.quoteOpen(row: 2)) { try table(Array("a,b\n\"x,1\n".utf8)) }
        #expect(throws: SheetError.tooLarge) { try table(Array(("a" + String(repeating: ",b", count: 300) + "\n").utf8)) }
        #expect(throws: SheetError.columnsMissing(["Mã hồ sơ", "Tên loại", "Trích yếu", "Số trang"])) { try Self.sheet("", heading: "STT\n") }
        #expect(throws: SheetError.columnTwice("STT")) { try Self.sheet("", heading: "STT,stt\n") }
    }

    @Test func `random bytes never trap the reader`() {
        var seed: UInt64 = 42
        let alphabet: [UInt8] = Array("\",;\t\n\r aĐ1/.".utf8) + [0xFF]
        for _ in 0..<2000 {
            let bytes = (0..<60).map { _ -> UInt8 in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return alphabet[Int(seed >> 33) % alphabet.count]
            }
            if let table = try? CSVReader.table(bytes) { #expect(table.rows.allSatisfy { $0.number > 1 }) }
            if let sheet = try? BacklogSheet(CSVReader.table(Array(Self.heading.utf8) + bytes)) { #expect(sheet.documents.count <= 60) }
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
