import BlobStore
import DigitizationDomain
import Foundation
import OCR

/// A file that is its own e-copy: kept byte for byte, its text beside it.
struct KeptCopy: Sendable {
    private let file: StoredFile
    private var lines: [PaperLine] = []
    private var text: [String] = []
    private var a4Hundredths = 0
    private var confidence = 0.0

    init(_ file: StoredFile) {
        self.file = StoredFile(sha256: file.sha256, sizeBytes: file.sizeBytes, mediaType: "application/pdf")
    }

    /// Adds the text of the next page.
    mutating func add(_ reading: PageReading) {
        self.lines += reading.lines.map { PaperLine($0, page: reading.page) }
        self.text.append(reading.text)
        self.a4Hundredths += A4Equivalent.hundredths(
            widthPixels: reading.measures.widthPixels, heightPixels: reading.measures.heightPixels, dpi: reading.measures.dpi)
        self.confidence += reading.meanConfidence
    }

    /// Stores the text; the file lies in the store already.
    func store(in blobs: any BlobStore) async throws -> CapturedCopy {
        let text = [UInt8](self.text.joined(separator: "\u{0C}").utf8)
        let reading = [UInt8](try JSONEncoder().encode(self.lines))
        return CapturedCopy(
            eCopy: self.file, text: StoredFile(try await blobs.put(text), mediaType: "text/plain; charset=utf-8"),
            reading: StoredFile(try await blobs.put(reading), mediaType: "application/json"), pages: self.text.count,
            a4Hundredths: self.a4Hundredths, meanConfidence: Int((self.confidence / Double(max(1, self.text.count))).rounded()))
    }
}
