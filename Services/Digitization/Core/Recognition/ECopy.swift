import BlobStore
import DigitizationDomain
import Foundation
import OCR
import PDF

/// The e-copy of a paper while it is written: PDF/A, text and raw reading.
struct ECopy: Sendable {
    private var writer: PDFAWriter
    private var file: [UInt8] = []
    private var lines: [PaperLine] = []
    private var text: [String] = []
    private var a4Hundredths = 0
    private var confidence = 0.0
    private var pages = 0

    /// Begins the e-copy. The same scan gives the same bytes, so a repeated attempt stores nothing twice.
    init(_ paper: Paper) throws {
        let title = paper.parts.title.isEmpty ? paper.parts.componentCode : paper.parts.title
        self.writer = try PDFAWriter(
            PDFAMetadata(
                title: title, creatorTool: "hoso digitization", createdAt: paper.parts.receivedAt,
                properties: Self.properties(of: paper.parts)))
    }

    /// What the file tells of its making, besides title and time.
    private static func properties(of parts: PaperParts) -> [PDFAMetadata.Property] {
        let scan = (parts.scan?.sha256 ?? []).map { String(format: "%02x", $0) }.joined()
        return [
            .init(name: "dossierCode", value: parts.dossierCode, meaning: "Code of the dossier the paper belongs to"),
            .init(name: "componentCode", value: parts.componentCode, meaning: "Code of the component inside the dossier"),
            .init(name: "paperTypeCode", value: parts.paperTypeCode, meaning: "Kind of paper"),
            .init(name: "agencyCode", value: parts.agencyCode, meaning: "Agency that made the copy"),
            .init(name: "countedPages", value: String(parts.declaredPages), meaning: "Pages counted on paper"),
            .init(name: "scanSHA256", value: scan, meaning: "SHA-256 of what was scanned, kept apart: the file, or the list of its pages"),
        ]
    }

    /// Adds a page.
    ///
    /// - Parameter number: Its place in the e-copy, from 1.
    mutating func add(_ reading: PageReading, page number: Int, image: PageImage) throws {
        let page = PDFAPage(
            image: .jpeg(image.jpeg), dpi: Double(reading.measures.dpi), lines: reading.lines.map(PDFTextLine.init),
            turn: image.turn)
        self.file += try self.writer.addPage(page)
        self.lines += reading.lines.map { PaperLine($0, page: number) }
        self.text.append(reading.text)
        self.a4Hundredths += A4Equivalent.hundredths(
            widthPixels: reading.measures.widthPixels, heightPixels: reading.measures.heightPixels, dpi: reading.measures.dpi)
        self.confidence += reading.meanConfidence
        self.pages += 1
    }

    /// Ends the e-copy and stores its files.
    func store(in blobs: any BlobStore) async throws -> CapturedCopy {
        var writer = self.writer
        let file = self.file + (try writer.finish())
        let text = [UInt8](self.text.joined(separator: "\u{0C}").utf8)
        let reading = [UInt8](try JSONEncoder().encode(self.lines))
        return CapturedCopy(
            eCopy: StoredFile(try await blobs.put(file), mediaType: "application/pdf"),
            text: StoredFile(try await blobs.put(text), mediaType: "text/plain; charset=utf-8"),
            reading: StoredFile(try await blobs.put(reading), mediaType: "application/json"),
            pages: self.pages, a4Hundredths: self.a4Hundredths,
            meanConfidence: Int((self.confidence / Double(max(1, self.pages))).rounded()))
    }
}

extension PDFTextLine {
    /// A recognised line, in the scanner's own picture.
    init(_ line: RecognizedLine) {
        self.init(
            words: line.words.map { word in
                Word(
                    text: word.text,
                    box: Box(
                        left: Double(word.box.x), top: Double(word.box.y), right: Double(word.box.x + word.box.width),
                        bottom: Double(word.box.y + word.box.height)))
            },
            baseline: Baseline(
                x1: line.baselineStart.x, y1: line.baselineStart.y, x2: line.baselineEnd.x, y2: line.baselineEnd.y))
    }
}

extension PaperLine {
    /// A recognised line of a page.
    init(_ line: RecognizedLine, page: Int) {
        self.init(
            page: page,
            words: line.words.map { word in
                PaperWord(
                    text: word.text, confidence: word.confidence, left: word.box.x, top: word.box.y, width: word.box.width,
                    height: word.box.height)
            },
            baseline: PaperBaseline(
                startX: line.baselineStart.x, startY: line.baselineStart.y, endX: line.baselineEnd.x, endY: line.baselineEnd.y))
    }
}
