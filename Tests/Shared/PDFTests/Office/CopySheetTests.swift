import Foundation
import PDFTestSupport
import TestSupport
import Testing

@testable import PDF

/// Where the marks of a copy on paper stand (R40; Decree 30/2020, appendix I, part II).
@Suite struct CopySheetTests {
    private static let sheet = CopySheet(
        form: "SAO Y", agency: "Sở Nội vụ", notation: "05/SY-SNV", placeAndDate: "Hồng Sơn, ngày 05 tháng 3 năm 2026",
        source: "SAO Y từ văn bản số 01/QĐ-SNV ngày 04/3/2026 của Sở Nội vụ", authority: ["TL. Giám đốc", "Chánh Văn phòng"],
        signer: "Trần Văn Bình", recipients: ["Như trên", "Lưu: VT"])

    private let fonts: SlipFonts

    init() throws { self.fonts = try .liberationSerif() }

    private func paper(lines: Int) throws -> [UInt8] {
        let blocks = (1...lines).map { SlipBlock.paragraph(SlipParagraph([SlipRun("Dòng thứ \($0) của văn bản")])) }
        return try SlipWriter(fonts: self.fonts).write(
            SlipDocument(paper: .a4, blocks: blocks), PDFAMetadata(title: "Văn bản", createdAt: FixedClock().now()))
    }

    /// Upper edges of words on the last page, from the top of the page. Unit: points.
    private func tops(_ bytes: [UInt8], page: Int) async throws -> [(word: String, top: Double, bottom: Double)] {
        let file = try TemporaryFile(bytes, "copy.pdf")
        let table = try await Referee.run("pdftotext", ["-tsv", file.path, "-"]).output
        return table.split(separator: "\n").compactMap { line in
            let row = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard row.count >= 12, row[0] == "5", Int(row[1]) == page, let top = Double(row[7]), let height = Double(row[9]) else { return nil }
            return (String(row[11]).precomposedStringWithCanonicalMapping, top, top + height)
        }
    }

    @Test func `R40 the marks stand on the last page, below the last line, and nothing before them changes`() async throws {
        let original = try self.paper(lines: 50)
        let copy = try #require(try Self.sheet.drawn(on: original, fonts: self.fonts))

        #expect(copy.starts(with: original))
        let pages = try PDFDocument(bytes: original).pageCount
        #expect(try PDFDocument(bytes: copy).pageCount == pages)
        try await Referee.expectSound(try TemporaryFile(copy, "copy.pdf"))
        let words = try await self.tops(copy, page: pages)
        let last = try #require(words.filter { $0.word == "Dòng" }.max { $0.top < $1.top })
        let form = try #require(words.first { $0.word == "SAO" })
        #expect(last.top < form.top)
        for mark in ["05/SY-SNV", "Bình", "VT."] { #expect(words.contains { $0.word == mark && $0.top > form.top - 8 }, "\(mark)") }
        #expect(words.allSatisfy { $0.bottom < 841.89 - 56 }, "within the margin")
    }

    @Test func `R40 where the marks would not fit they are not drawn, and where they are they cover nothing`() async throws {
        var (drawn, refused) = (0, 0)
        for lines in stride(from: 2, through: 44, by: 6) {
            let original = try self.paper(lines: lines)
            guard let copy = try Self.sheet.drawn(on: original, fonts: self.fonts) else {
                refused += 1
                continue
            }
            drawn += 1
            let page = try PDFDocument(bytes: original).pageCount
            let (before, after) = (try await self.tops(original, page: page), try await self.tops(copy, page: page))
            let end = before.filter { $0.word != "\(page)" }.map(\.bottom).max() ?? 0
            let marks = try #require(after.filter { $0.word == "SAO" || $0.word == "SỞ" }.map(\.top).min())
            #expect(end < marks, "\(lines) lines")
        }
        #expect(drawn > 0 && refused > 0)
    }

    @Test func `R40 on a page that another program set nothing is drawn`() throws {
        #expect(try Self.sheet.drawn(on: SmallPDF().bytes, fonts: self.fonts) == nil)
        var a4 = SmallPDF()
        a4.page = "/MediaBox [0 0 595.28 841.89]"
        #expect(try Self.sheet.drawn(on: a4.bytes, fonts: self.fonts) == nil)
        #expect(throws: PDFError.self) { try Self.sheet.drawn(on: Array("%PDF-1.7\n".utf8), fonts: self.fonts) }
    }

    @Test(arguments: [
        ("BT /F0 13 Tf 85 700 Td <0001> Tj ET\n", 696.1), ("BT /F0 10 Tf 85 90 Td [<0001> -12 <0002>] TJ ET\n85 60 m 500 62 l S\n", 60),
        ("10 33 5 5 re\nf\nBT /F1 10 Tf 85 90 Td <0001> Tj ET\n", 33),
    ])
    func `the lowest mark of a page of this writer is found`(_ content: String, _ lowest: Double) throws {
        let found = try #require(SlipWriter.lowest(in: Array((SlipWriter.beginning + content).utf8)))
        #expect(abs(found - lowest) < 0.01)
    }

    @Test(arguments: [
        "", "q 2 0 0 2 0 0 cm\n", "BT /F0 13 Tf 85 x Td <0001> Tj ET\n", "BT /F0 13 Tf 1 0 0 1 85 700 Tm <00> Tj ET\n", "/Im0 Do\n",
        "BT /F0 13 Tf 85 nan Td\nET\n", "85 60 m 500 62 l 3 3 l S\n", "f f\n", "1 2 3 re\n",
    ])
    func `a content with anything else has no lowest mark`(_ content: String) {
        #expect(SlipWriter.lowest(in: Array((SlipWriter.beginning + content).utf8)) == nil)
        #expect(SlipWriter.lowest(in: Array(content.utf8)) == nil)
    }
}
