import Clocks
import Foundation
import Spreadsheet
import Testing

/// Workbooks that other programs write.
@Suite struct ReadingWorkbookTests {
    static let limits = SheetLimits(fileBytes: 1 << 20, rows: 1000, columns: 50, unpackedBytes: 1 << 20)

    private func read(_ bytes: [UInt8]) throws -> [SheetRow] { try SheetReader.rows(bytes, limits: Self.limits) }

    @Test func `R58 texts, numbers, days, flags and gaps of a workbook by openpyxl are read with their places`() async throws {
        let bytes = try await Workbooks.openpyxl(
            """
            sheet.append(['Mã hồ sơ', 'Số trang', 'Ngày', None, 'Đủ'])
            sheet.append([])
            sheet.append(['  HS-01 ', 4, datetime.date(1998, 5, 24), None, True])
            sheet['B5'] = 1.5; sheet['C5'] = datetime.datetime(2026, 11, 21, 23, 30); sheet['C5'].number_format = 'd "ngày" mmm yyyy'
            sheet['D5'] = 0.25; sheet['D5'].number_format = 'h:mm'
            sheet['A5'] = 'dòng 1\\ndòng 2'
            """)

        let rows = try self.read(bytes)

        #expect(rows.map(\.number) == [1, 3, 5])
        #expect(rows[0].texts == ["Mã hồ sơ", "Số trang", "Ngày", "", "Đủ"])
        let day = try #require(VietnamDate(year: 1998, month: 5, day: 24))
        #expect(rows[1].cells == [.text("HS-01"), .number(4), .date(day), .empty, .flag(true)])
        #expect(rows[1].texts == ["HS-01", "4", "24/05/1998", "", "TRUE"])
        #expect(rows[1].place(2).description == "C3")
        #expect(rows[2].texts == ["dòng 1\ndòng 2", "1.5", "21/11/2026", "0.25"])
    }

    @Test func `a formula gives the value that was computed; without one the cell says so`() async throws {
        let bytes = try await Workbooks.packed(
            Workbooks.sheet(
                """
                <row r='1'><c r='A1'><f>1+1</f><v>2</v></c><c r='B1' t='str'><f>A2</f><v>chữ</v></c><c r='C1'><f>A3</f></c>\
                <c r='D1' t='e'><f>1/0</f><v>#DIV/0!</v></c><c r='E1'><v>nan</v></c><c r='F1' t='d'><v>2026-02-30</v></c></row>
                """))

        let cells = try #require(try self.read(bytes).first).cells

        #expect(
            cells == [
                .number(2), .text("chữ"), .unusable(.formulaWithoutValue), .unusable(.formulaFailed), .unusable(.noNumber), .unusable(.noDay),
            ])
        #expect(cells.dropFirst(2).allSatisfy { $0.text.isEmpty && $0.defect?.messageVi.isEmpty == false && $0.defect?.messageEn.isEmpty == false })
        let openpyxl = try await Workbooks.openpyxl("sheet['A1'] = '=1+1'")
        #expect(try self.read(openpyxl).map(\.cells) == [[.unusable(.formulaWithoutValue)]])
    }

    @Test func `hidden sheets are passed over, days from 1904 are days, readings of other scripts are left out`() async throws {
        let hidden = try await Workbooks.openpyxl(
            "sheet['A1'] = 'ẩn'; sheet.sheet_state = 'hidden'; book.create_sheet('hai')['A1'] = 'thấy'; book.active = 1")
        #expect(try self.read(hidden).map(\.texts) == [["thấy"]])

        let mac = try await Workbooks.openpyxl(
            "book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904; sheet['A1'] = datetime.date(2026, 11, 21)")
        #expect(try self.read(mac).map(\.texts) == [["21/11/2026"]])

        let rich = try await Workbooks.packed(
            Workbooks.sheet("<row><c t='s'><v>0</v></c><c t='inlineStr'><is><r><t>Hồ </t></r><r><t>sơ</t></r><rPh><t>x</t></rPh></is></c></row>"))
        #expect(try self.read(rich).map(\.texts) == [["chung", "Hồ sơ"]])
    }

    @Test func `days before March 1900 are counted as the programs count, and the day that never was is none`() async throws {
        let bytes = try await Workbooks.packed(
            Workbooks.sheet(["1", "59", "60", "61", "2958465", "2958466", "-1"].map { "<row><c s='1'><v>\($0)</v></c></row>" }.joined()),
            [
                "xl/_rels/workbook.xml.rels": Workbooks.relations("worksheet", "/xl/worksheets/../worksheets/sheet1.xml", "styles", "styles.xml"),
                "xl/styles.xml": "<styleSheet><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>",
            ])

        let rows = try self.read(bytes)

        #expect(rows.map { $0[0].text } == ["01/01/1900", "28/02/1900", "", "01/03/1900", "31/12/9999", "", ""])
        #expect(rows.map { $0[0].defect } == [nil, nil, .noDay, nil, nil, .noDay, .noDay])
    }

    @Test(arguments: [
        ("General", false), ("dd/mm/yyyy", true), ("[$-42A]d mmmm yyyy", true), ("#,##0 \"day\"", false), ("h:mm:ss", false), ("[Red]0.00", false),
        ("0\\d", false), ("0;dd", false), ("mmm-yy", true),
    ])
    func `a format with a day or a year outside quotes shows a day`(code: String, isDate: Bool) async throws {
        let bytes = try await Workbooks.openpyxl("sheet['A1'] = 45000; sheet['A1'].number_format = r'''\(code)'''")

        #expect(try self.read(bytes)[0][0] == (isDate ? SheetCell.date(try #require(VietnamDate(year: 2023, month: 3, day: 15))) : .number(45000)))
    }

    @Test func `escaped characters are read; one that no text holds spoils its cell only`() async throws {
        let cells = ["a_x000D_&#10;b", "_x005F_x0041_", "_x0041_", "_xZZZZ_", "_xD800_", "a_x0001_", "_x", "_x00"]
        let bytes = try await Workbooks.packed(
            Workbooks.sheet("<row>" + cells.map { "<c t='inlineStr'><is><t>\($0)</t></is></c>" }.joined() + "</row>"))

        let row = try #require(try self.read(bytes).first)

        #expect(row.texts == ["a\nb", "_x0041_", "A", "_xZZZZ_", "_xD800_", "", "_x", "_x00"])
        #expect(row[5].defect == .controlCharacter)
    }
}
