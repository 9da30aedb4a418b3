import Clocks
import Foundation
import Testing

@testable import Spreadsheet

@Suite struct WritingWorkbookTests {
    private static let instant = UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest

    private static let sheet = Sheet(
        title: "Sổ [đăng ký]: văn bản đến của Sở Nội vụ tỉnh", columns: [.init("Số, ký hiệu", width: 20), .init("Ngày"), .init("Số đến")],
        rows: [
            [.text("=1+1"), VietnamDate(year: 2026, month: 3, day: 5).map(SheetCell.date) ?? .empty, .number(7)],
            [.text("_x0041_ <&> \"a\"\nhai"), VietnamDate(year: 1899, month: 1, day: 2).map(SheetCell.date) ?? .empty, .flag(false)],
            [.empty, .unusable(.noDay), .text("a\u{0}b\u{FFFF}c")],
        ])

    @Test func `R52 openpyxl reads what we write: texts are texts, days days, numbers numbers`() async throws {
        let bytes = try SpreadsheetFormat.xlsx.write(Self.sheet, createdAt: Self.instant)

        let output = try await Workbooks.python(
            """
            import openpyxl
            book = openpyxl.load_workbook(path)
            sheet = book.active
            print(book.properties.title, '|', book.properties.created, '|', sheet.title, '|', sheet.freeze_panes, '|', sheet['A1'].font.b)
            for row in sheet.iter_rows():
                print([(c.data_type, c.value if c.data_type != 'd' else c.value.strftime('%d/%m/%Y')) for c in row])
            """, bytes
        ).output.split(separator: "\n").map(String.init)

        #expect(output.count == 5)
        #expect(output[0] == "Sổ [đăng ký]: văn bản đến của Sở Nội vụ tỉnh | 2026-03-05 02:00:00 | Sổ đăng ký văn bản đến của Sở N | A2 | True")
        #expect(output[1] == "[('s', 'Số, ký hiệu'), ('s', 'Ngày'), ('s', 'Số đến')]")
        #expect(output[2] == "[('s', '=1+1'), ('d', '05/03/2026'), ('n', 7)]")
        #expect(output[3].hasSuffix("('s', '02/01/1899'), ('b', False)]"))
    }

    @Test func `R52 our reader gets back what our writer was given, and the same table makes the same bytes`() throws {
        let bytes = try SpreadsheetFormat.xlsx.write(Self.sheet, createdAt: Self.instant)

        #expect(try SpreadsheetFormat.xlsx.write(Self.sheet, createdAt: Self.instant) == bytes)
        let rows = try SheetReader.rows(bytes, limits: ReadingWorkbookTests.limits)
        #expect(rows.map(\.texts) == [
            ["Số, ký hiệu", "Ngày", "Số đến"], ["=1+1", "05/03/2026", "7"], ["_x0041_ <&> \"a\"\nhai", "02/01/1899", "FALSE"],
            ["", "", "a\u{FFFD}b\u{FFFD}c"],
        ])
        #expect(rows[1][1] == Self.sheet.rows[0][1])
    }

    @Test func `a cell longer than a workbook holds is refused, and no file is left behind`() throws {
        let parent = FileManager.default.temporaryDirectory.appending(path: "hoso-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: parent) }
        let long = Sheet(title: "", columns: [.init("a")], rows: [[.text(String(repeating: "á", count: 32_768))]])
        let unnamed = Sheet(title: "'", columns: [.init("a")], rows: [])

        #expect(throws: SpreadsheetError.self) {
            try WorkbookWriter.bytes(long, createdAt: Self.instant, scratch: ScratchFile(in: parent.path))
        }
        let written = try WorkbookWriter.bytes(unnamed, createdAt: Self.instant, scratch: ScratchFile(in: parent.path))

        #expect(!written.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path) == [])
    }
}
