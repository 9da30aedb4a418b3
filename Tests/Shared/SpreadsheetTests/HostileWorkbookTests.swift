import Foundation
import Spreadsheet
import Testing

/// Workbooks that are made to hurt.
@Suite struct HostileWorkbookTests {
    private static let limits = ReadingWorkbookTests.limits

    private func read(_ bytes: [UInt8]) throws(SpreadsheetError) -> [SheetRow] { try SheetReader.rows(bytes, limits: Self.limits) }

    /// The error's case without what is for the log.
    private func refusal(_ bytes: [UInt8]) -> SpreadsheetError? {
        do throws(SpreadsheetError) {
            _ = try self.read(bytes)
            return nil
        } catch {
            if case .damaged = error { return .damaged(why: "") }
            return error
        }
    }

    @Test(arguments: [
        "<row r='2'/><row r='1'/>", "<row r='1'/><row r='1'/>", "<row r='1048577'/>", "<row r='0'/>", "<row r='x'/>", "<row r='-1'/>",
        "<row r='9223372036854775808'/>", "<row><c r='B1'/><c r='A1'/></row>", "<row><c r='XFE1'/></row>", "<row><c r='1'/></row>",
        "<row><c r='AAAA1'/></row>", "<row><c t='s'><v>1</v></c></row>", "<row><c t='s'><v>-1</v></c></row>", "<row><c t='s'/></row>",
        "<row><c><v>1</c></row>", "<row>", "</sheetData>", "<row><c t='inlineStr'><is><t>&unknown;</t></is></c></row>",
    ])
    func `what breaks the order of a sheet is refused as damaged`(rows: String) async throws {
        #expect(self.refusal(try await Workbooks.packed(Workbooks.sheet(rows))) == .damaged(why: ""))
    }

    @Test func `a document type is refused in every part, so no entity is expanded and nothing is fetched`() async throws {
        let bomb = "<!DOCTYPE a [<!ENTITY b '&c;&c;&c;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>"
        let sheet = Workbooks.sheet("<row><c t='inlineStr'><is><t>&b;</t></is></c></row>")
        #expect(self.refusal(try await Workbooks.packed(bomb + sheet)) == .damaged(why: ""))
        for part in ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"] {
            let bytes = try await Workbooks.packed(Workbooks.sheet(""), [part: bomb + "<a>&b;</a>"])
            #expect(self.refusal(bytes) == .damaged(why: ""), "\(part)")
        }
    }

    @Test func `a part that unpacks to more than allowed is refused while it is unpacked`() async throws {
        let spaces = String(repeating: " ", count: 4 << 20)
        #expect(self.refusal(try await Workbooks.packed(Workbooks.sheet(spaces))) == .tooMuchText(limit: 1 << 20))
        let shared = try await Workbooks.packed(Workbooks.sheet(""), ["xl/sharedStrings.xml": "<sst><si><t>\(spaces)</t></si></sst>"])
        #expect(self.refusal(shared) == .tooMuchText(limit: 1 << 20))
        let empty = "<sst>" + String(repeating: "<si/>", count: 70_000) + "</sst>"
        #expect(self.refusal(try await Workbooks.packed(Workbooks.sheet(""), ["xl/sharedStrings.xml": empty])) == .tooMuchText(limit: 1 << 20))
    }

    @Test func `a text that stands once in the file and in every cell counts as often as it stands`() async throws {
        let long = String(repeating: "á", count: 10_000)
        let rows = String(repeating: "<row><c t='s'><v>0</v></c></row>", count: 60)
        let bytes = try await Workbooks.packed(Workbooks.sheet(rows), ["xl/sharedStrings.xml": "<sst><si><t>\(long)</t></si></sst>"])
        #expect(self.refusal(bytes) == .tooMuchText(limit: 1 << 20))
    }

    @Test func `a row that names only its last column counts with what is before it`() async throws {
        let rows = String(repeating: "<row><c r='AX1'><v>1</v></c></row>", count: 900)
        #expect(self.refusal(try await Workbooks.packed(Workbooks.sheet(rows))) == .tooMuchText(limit: 1 << 20))
        let text = String(repeating: String(repeating: ",", count: 49) + "1\n", count: 900)
        #expect(self.refusal(Array(text.utf8)) == .tooMuchText(limit: 1 << 20))
    }

    @Test func `rows and columns have limits, and empty ones do not count`() async throws {
        let many = String(repeating: "<row><c><v>1</v></c></row>", count: 1001)
        #expect(self.refusal(try await Workbooks.packed(Workbooks.sheet(many))) == .tooManyRows(limit: 1000))
        #expect(self.refusal(try await Workbooks.packed(Workbooks.sheet("<row><c r='AY1'><v>1</v></c></row>"))) == .tooManyColumns(limit: 50))
        let sparse = String(repeating: "<row><c s='1'/></row>", count: 5000) + "<row><c><v>1</v></c><c r='XFD5001' s='1'/></row>"
        #expect(try self.read(try await Workbooks.packed(Workbooks.sheet(sparse))).map(\.number) == [5001])
    }

    @Test func `other files are told apart in words`() async throws {
        #expect(self.refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]) == .olderFormat)
        #expect(self.refusal(Array("%PDF-1.7\n%".utf8) + [0xFF]) == .notUTF8)
        #expect(self.refusal([UInt8](repeating: 0x41, count: (1 << 20) + 1)) == .tooManyBytes(limit: 1 << 20))
        #expect(self.refusal([0x50, 0x4B, 0x03, 0x04]) == .damaged(why: ""))
        for gone in ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"] {
            #expect(self.refusal(try await Workbooks.packed(Workbooks.sheet(""), leaving: [gone])) == .noSheet, "\(gone)")
        }
        let hidden = "<workbook xmlns:r='r'><sheets><sheet name='a' state='veryHidden' r:id='R0'/></sheets></workbook>"
        #expect(self.refusal(try await Workbooks.packed(Workbooks.sheet(""), ["xl/workbook.xml": hidden])) == .noSheet)
    }

    @Test func `cut off anywhere or with a byte changed, a workbook is read or refused, never more`() async throws {
        let bytes = try await Workbooks.openpyxl("for i in range(40): sheet.append([i, f'văn bản {i}', 'x' * i])")
        let whole = try self.read(bytes)
        for length in stride(from: 0, to: bytes.count, by: 37) where length > 3 {
            #expect(self.refusal(Array(bytes[..<length])) != nil)
        }
        var seed: UInt64 = 7
        var changed = 0
        for _ in 0..<400 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var other = bytes
            other[Int(seed >> 33) % bytes.count] ^= UInt8(truncatingIfNeeded: seed >> 20) | 1
            do throws(SpreadsheetError) {
                if try self.read(other) != whole { changed += 1 }
            } catch {
                changed += 1
            }
        }
        // Many bytes of a container matter to nobody, those of its parts to their checksums.
        #expect(changed > 100)
    }
}
