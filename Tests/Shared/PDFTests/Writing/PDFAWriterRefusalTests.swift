import Clocks
import PDF
import Testing

@Suite struct PDFAWriterRefusalTests {
    let metadata = PDFAMetadata(title: "Thử", createdAt: UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest)
    let dot = PDFPageImage.gray(width: 10, height: 10, pixels: [UInt8](repeating: 255, count: 100))

    private func expect(_ code: PDFError.Code, _ page: PDFAPage, _ location: SourceLocation = #_sourceLocation) throws {
        var writer = try PDFAWriter(self.metadata)

        #expect(throws: PDFError(code: code, message: ""), sourceLocation: location) { try writer.addPage(page) }
    }

    @Test(arguments: [0, -200, 35.9, 2401, .infinity, .nan] as [Double])
    func `refuses an impossible resolution`(dpi: Double) throws {
        try self.expect(.badInput, PDFAPage(image: self.dot, dpi: dpi, lines: []))
    }

    @Test(arguments: [(0, 10, 0), (10, 0, 0), (-1, -1, 3), (10, 10, 299), (10, 10, 301), (30_001, 1, 90_003), (Int.max, Int.max, 3)])
    func `refuses pixels that do not fit their size`(width: Int, height: Int, count: Int) throws {
        try self.expect(.badImage, PDFAPage(image: .rgb(width: width, height: height, pixels: [UInt8](repeating: 0, count: count)), dpi: 200, lines: []))
    }

    @Test func `refuses a page smaller than PDF-A allows`() throws {
        try self.expect(.badInput, PDFAPage(image: self.dot, dpi: 2400, lines: []))
    }

    @Test(arguments: [Double.nan, .infinity, 1e300])
    func `refuses impossible positions of text`(value: Double) throws {
        let box = PDFTextLine.Box(left: value, top: 0, right: 1, bottom: 1)
        let line = PDFTextLine(words: [.init(text: "a", box: box)], baseline: .init(x1: 0, y1: 0, x2: 1, y2: 0))
        let tilted = PDFTextLine(words: [], baseline: .init(x1: value, y1: 0, x2: 1, y2: 0))

        try self.expect(.badInput, PDFAPage(image: self.dot, dpi: 72, lines: [line]))
        try self.expect(.badInput, PDFAPage(image: self.dot, dpi: 72, lines: [tilted]))
    }

    @Test func `odd text and degenerate baselines are written, not trapped on`() throws {
        let box = PDFTextLine.Box(left: 1, top: 1, right: 1, bottom: 1)
        let line = PDFTextLine(
            words: ["", " ", "\u{0}", "\u{FFFF}", "😀", "e\u{301}"].map { .init(text: $0, box: box) }, baseline: .init(x1: 5, y1: 5, x2: 5, y2: 5))
        var writer = try PDFAWriter(self.metadata)

        let bytes = try writer.addPage(PDFAPage(image: self.dot, dpi: 72, lines: [line])) + writer.finish()

        #expect(try PDFDocument(bytes: bytes).pageCount == 1)
    }

    @Test func `a refused page leaves the file as it was`() async throws {
        var writer = try PDFAWriter(self.metadata)
        var bytes = try writer.addPage(PDFAPage(image: self.dot, dpi: 72, lines: []))
        #expect(throws: PDFError.self) { try writer.addPage(PDFAPage(image: self.dot, dpi: 2400, lines: [])) }
        bytes += try writer.addPage(PDFAPage(image: self.dot, dpi: 72, lines: []))
        bytes += try writer.finish()

        try await Referee.expectArchivable(TemporaryFile(bytes))
        #expect(writer.pageCount == 2)
    }

    @Test func `a file needs a page and ends once`() throws {
        var empty = try PDFAWriter(self.metadata)
        #expect(throws: PDFError(code: .badInput, message: "")) { try empty.finish() }

        var writer = try PDFAWriter(self.metadata)
        _ = try writer.addPage(PDFAPage(image: self.dot, dpi: 72, lines: []))
        _ = try writer.finish()
        #expect(throws: PDFError(code: .badInput, message: "")) { try writer.finish() }
        #expect(throws: PDFError(code: .badInput, message: "")) { try writer.addPage(PDFAPage(image: self.dot, dpi: 72, lines: [])) }
    }

    @Test(arguments: ["", "1a", "a b", "mã", "a<b"])
    func `refuses a property whose name XML does not take`(name: String) {
        var metadata = self.metadata
        metadata.properties = [.init(name: name, value: "x", meaning: "y")]

        #expect(throws: PDFError(code: .badInput, message: "")) { try PDFAWriter(metadata) }
    }
}
