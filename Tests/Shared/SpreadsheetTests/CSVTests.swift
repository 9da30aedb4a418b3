import Clocks
import Spreadsheet
import Testing

@Suite struct CSVTests {
    private static let limits = SheetLimits(fileBytes: 1000, rows: 20, columns: 8, unpackedBytes: 10_000)

    private func read(_ text: String) throws(SpreadsheetError) -> [SheetRow] { try self.read(Array(text.utf8)) }

    private func read(_ bytes: [UInt8]) throws(SpreadsheetError) -> [SheetRow] { try SheetReader.rows(bytes, limits: Self.limits) }

    @Test func `semicolons, tabs, a byte order mark, line feeds in quotes and every line end are read`() throws {
        let semicolons = try self.read("\u{FEFF}mã; tên ;\"a;b\"\r\nH1;\"a\nb \"\"c\"\"\";\r\n\r\n;;\r\nH2;x,y;3")
        #expect(semicolons.map(\.texts) == [["mã", "tên", "a;b"], ["H1", "a\nb \"c\""], ["H2", "x,y", "3"]])
        #expect(semicolons.map(\.number) == [1, 2, 5])
        #expect(try self.read("a\tb\nc\td\n").map(\.texts) == [["a", "b"], ["c", "d"]])
        #expect(try self.read("a,b\rc,d\r").map(\.texts) == [["a", "b"], ["c", "d"]])
        #expect(try self.read("").isEmpty)
        #expect(try self.read("\u{FEFF}\n,,\n").isEmpty)
    }

    @Test(arguments: [
        ([0xC3, 0x28] as [UInt8], SpreadsheetError.notUTF8), (Array("a\nb,\"b\nc".utf8), .quoteOpen(CellPlace(row: 2, column: 1))),
        (Array("a,\"a\"b,c".utf8), .textAfterQuote(CellPlace(row: 1, column: 1))),
        (Array("a\nx,y\u{0},b".utf8), .controlCharacter(CellPlace(row: 2, column: 1))), (Array(String(repeating: "a\n", count: 21).utf8), .tooManyRows(limit: 20)),
        (Array(",,,,,,,,".utf8), .tooManyColumns(limit: 8)), (Array(repeating: 0x41, count: 1001), .tooManyBytes(limit: 1000)),
    ])
    func `a text that is no table is refused with its cell`(bytes: [UInt8], error: SpreadsheetError) {
        #expect(throws: error) { try self.read(bytes) }
        #expect(!error.messageVi.isEmpty && !error.messageEn.isEmpty)
    }

    @Test func `what a program would take for a formula is text, and comes back as it was`() throws {
        let texts = ["=HYPERLINK(1)", "+1", "@x", "-2", "'=", "''+", "'", "'a", "về \"việc\", phân công", "dòng\nmới; hai"]
        let sheet = Sheet(
            title: "Sổ", columns: [.init("=cột"), .init("số")],
            rows: texts.map { [.text($0)] } + [[.number(-2), .empty, .flag(true), .unusable(.noDay)]])

        let bytes = try SpreadsheetFormat.csv.write(sheet, createdAt: .earliest)

        let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(
            text == "'=cột,số\r\n'=HYPERLINK(1)\r\n'+1\r\n'@x\r\n'-2\r\n''=\r\n'''+\r\n'\r\n'a\r\n\"về \"\"việc\"\", phân công\"\r\n"
                + "\"dòng\nmới; hai\"\r\n-2,,TRUE,\r\n")
        #expect(try self.read(bytes).map { $0[0].text } == ["=cột"] + texts + ["-2"])
    }

    @Test(arguments: [
        ("4", 4), ("-3", -3), ("+7", 7), ("007", 7), ("12.345", 12_345), ("12,345", 12_345), ("12 345", 12_345), ("1.234.567", 1_234_567),
        ("12\u{A0}345", 12_345), ("4,0", 4), ("4.00", 4), ("1.234,0", 1_234), ("1,234.00", 1_234), ("9223372036854775807", .max),
    ])
    func `whole numbers are read as people group them`(text: String, number: Int) {
        #expect(SheetCell(text).wholeNumber == number)
    }

    @Test(arguments: ["", "x", "1.5", "1,5", "1.2345", "12.34.567", "1.234,567.890", "1,234,0", ".5", "5.", "٤", "9223372036854775808", "1e3", "--1", "1234.567"])
    func `what is no whole number is none`(text: String) {
        #expect(SheetCell(text).wholeNumber == nil)
        #expect(SheetCell.number(1.5).wholeNumber == nil && SheetCell.number(1e300).wholeNumber == nil && SheetCell.number(4).wholeNumber == 4)
    }

    @Test func `places have the names that programs show`() {
        let places = [(1, 0), (7, 25), (10, 26), (3, 701), (9, 702), (1_048_576, 16_383)].map { CellPlace(row: $0.0, column: $0.1).description }
        #expect(places == ["A1", "Z7", "AA10", "ZZ3", "AAA9", "XFD1048576"])
    }

    @Test func `random bytes never trap the reader`() {
        var seed: UInt64 = 42
        let alphabet: [UInt8] = Array("\",;\t\n\r aĐ1'=\u{FEFF}\u{0}".utf8) + [0xFF]
        for _ in 0..<5000 {
            let bytes = (0..<60).map { _ -> UInt8 in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return alphabet[Int(seed >> 33) % alphabet.count]
            }
            guard let rows = try? self.read(bytes) else { continue }
            #expect(rows.allSatisfy { row in row.number > 0 && row.cells.last != .empty && !row.cells.isEmpty })
        }
    }
}
