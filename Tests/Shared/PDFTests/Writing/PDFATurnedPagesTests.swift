import Clocks
import Foundation
import PDF
import Testing

/// Pages of several sizes, and pages whose picture lies wrong: shown upright, stored untouched.
@Suite struct PDFATurnedPagesTests {
    static let scale = 72.0 / 200

    /// Twenty lines of a text on the shown page, one word after the other.
    private func lines(_ text: String) -> [PDFTextLine] {
        text.split(separator: "\n").prefix(20).enumerated().map { index, line in
            let bottom = 200.0 + 48 * Double(index)
            var x = 160.0
            let words = line.split(whereSeparator: \.isWhitespace).map { word -> PDFTextLine.Word in
                let length = 14.0 * Double(word.count)
                defer { x += length + 12 }
                return .init(text: String(word), box: .init(left: x, top: bottom - 30, right: x + length, bottom: bottom))
            }
            return PDFTextLine(words: words, baseline: .init(x1: 160, y1: bottom, x2: x, y2: bottom))
        }
    }

    private func write(_ pages: [PDFAPage]) throws -> [UInt8] {
        var writer = try PDFAWriter(
            PDFAMetadata(
                title: "Hồ sơ nhiều khổ giấy", creatorTool: "hoso digitization",
                createdAt: UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest,
                properties: [.init(name: "dossierCode", value: "H12.34-260305-0001", meaning: "Code of the dossier")]))
        var bytes: [UInt8] = []
        for page in pages { bytes += try writer.addPage(page) }
        return try bytes + writer.finish()
    }

    @Test(arguments: [0, 90, 180, 270])
    func `R29 a turned page shows upright, its text in order and on its words`(turn: Int) async throws {
        let text = try Fixture.text("01-decision.txt")
        let lines = self.lines(text)
        let jpeg = try Fixture.bytes("01-decision.jpg")

        let bytes = try self.write([PDFAPage(image: .jpeg(jpeg), dpi: 200, lines: lines, turn: turn)])

        let file = try TemporaryFile(bytes, "turned.pdf")
        try await Referee.expectSound(file)
        #expect(try PDFDocument(bytes: bytes).page(0).rotation == turn)
        let words = lines.flatMap(\.words)
        #expect(Referee.words(try await Referee.text(of: file)) == words.map(\.text))
        let boxes = try await Referee.boxes(of: file)
        #expect(boxes.count == words.count)
        for (box, word) in zip(boxes, words) {
            #expect(abs(box.left - word.box.left * Self.scale) < 3, "\(word.text)")
            #expect(abs(box.bottom - word.box.bottom * Self.scale) < 8, "\(word.text)")
        }
        let size = try await Referee.run("pdfinfo", [file.path]).output
        #expect(size.contains("Page rot:        \(turn)"))
    }

    @Test func `R29 pages of many sizes and turns are PDF-A for both checkers`() async throws {
        let text = try Fixture.text("03-letter.txt")
        let pixels = [UInt8](repeating: 200, count: 300 * 200 * 3)
        let bytes = try self.write([
            PDFAPage(image: .jpeg(Fixture.bytes("03-letter.jpg")), dpi: 200, lines: self.lines(text)),
            PDFAPage(image: .jpeg(Fixture.bytes("02-decision.jpg")), dpi: 300, lines: self.lines(text), turn: 90),
            PDFAPage(image: .rgb(width: 300, height: 200, pixels: pixels), dpi: 150, lines: [], turn: 180),
            PDFAPage(image: .jpeg(Fixture.bytes("12-land.jpg")), dpi: 300, lines: self.lines(text), turn: 270),
            PDFAPage(image: .rgb(width: 300, height: 200, pixels: pixels), dpi: 72, lines: []),
        ])

        let file = try TemporaryFile(bytes, "many.pdf")
        try await Referee.expectSound(file)
        try await Referee.expectArchivable(file, exceptOwnProperties: true)
        try await Referee.expectPreflightQuiet(bytes)
        #expect(try PDFDocument(bytes: bytes).pageCount == 5)
    }

    @Test func `Preflight sees a file that is no PDF-A`() async throws {
        var bytes = try self.write([PDFAPage(image: .jpeg(Fixture.bytes("03-letter.jpg")), dpi: 200, lines: [])])
        let name = Array("/OutputIntents".utf8)
        let at = try #require(bytes.firstRange(of: name))
        bytes.replaceSubrange(at, with: Array("/OutputNothing".utf8))

        let findings = try await Referee.preflight(bytes)

        #expect(!findings.isEmpty)
    }

    @Test func `only quarters turn a page`() throws {
        #expect(throws: PDFError.self) {
            try self.write([PDFAPage(image: .jpeg(Fixture.bytes("03-letter.jpg")), dpi: 200, lines: [], turn: 45)])
        }
    }
}
