import Clocks
import Foundation
import PDF
import PDFTestSupport
import Testing

/// Files whose offsets have nine digits, signed without a copy of them in memory.
@Suite struct LargeFileTests {
    private static let imageBytes = 120_000_000

    /// A document with a picture of zeros, written piece by piece.
    private func write(to file: TemporaryFile) throws {
        let marker = "HERE"
        var small = SmallPDF()
        small.objects = ["<< /Type /XObject /Subtype /Image /Width 10000 /Height 12000 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length \(Self.imageBytes) >>\nstream\n\(marker)\nendstream"]
        let text = String(decoding: small.bytes, as: UTF8.self)
        let parts = text.components(separatedBy: marker)
        let start = try #require(Int(parts[1].components(separatedBy: "startxref\n")[1].prefix { $0.isNumber }))
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file.path))
        try handle.write(contentsOf: Data(parts[0].utf8))
        let chunk = Data(count: 1_000_000)
        for _ in 0..<(Self.imageBytes / chunk.count) { try handle.write(contentsOf: chunk) }
        let moved = parts[1].replacingOccurrences(of: "startxref\n\(start)", with: "startxref\n\(start + Self.imageBytes - marker.utf8.count)")
        try handle.write(contentsOf: Data(moved.utf8))
        try handle.close()
    }

    @Test(.timeLimit(.minutes(10))) func `R37 a file over a hundred million bytes is signed from and into a file`() async throws {
        let file = try TemporaryFile(name: "large.pdf")
        try self.write(to: file)
        let size = try #require(try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int)
        let prepared = try SignaturePreparation.prepare(PDFDocument(contentsOf: file.path), SignatureRequest(signedAt: SignedPaper.time))
        #expect(prepared.originalLength == size && size > 100_000_000)

        let covered = try TemporaryFile(name: "covered.bin")
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: covered.path))
        prepared.forEachCoveredPiece { piece in
            guard let start = piece.baseAddress else { return }
            let data = Data(bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: piece.count, deallocator: .none)
            do { try handle.write(contentsOf: data) } catch { Issue.record("cannot write: \(error)") }
        }
        try handle.close()
        let tail = try prepared.embedTail(cms: try await TestSigner().cms(over: covered))
        let target = try FileHandle(forWritingTo: URL(fileURLWithPath: file.path))
        try target.seekToEnd()
        try target.write(contentsOf: Data(tail))
        try target.close()

        let document = try PDFDocument(contentsOf: file.path)
        let map = try RevisionMap(document)
        #expect(map.signatures.map(\.coverage) == [.wholeFile])
        #expect(map.signatures.first?.sha256 == prepared.digest)
        #expect(RevisionComparison(document, map).changes(after: try #require(map.signatures.first)).level == .nothing)
        let verdict = try await Referee.run("pdfsig", ["-nocert", file.path])
        #expect(verdict.output.contains("Signature is Valid") && verdict.output.contains("Total document signed"), "\(verdict.output)")
    }

    @Test func `a file that is not there, is no file or is too large is refused with a reason`() throws {
        let file = try TemporaryFile(SmallPDF().bytes)
        var limits = PDFLimits.standard
        limits.sizeBytes = 100

        #expect(throws: PDFError(code: .badInput, message: "")) { try PDFDocument(contentsOf: file.path + ".none") }
        #expect(throws: PDFError(code: .badInput, message: "")) { try PDFDocument(contentsOf: "/dev/null") }
        #expect(throws: PDFError(code: .tooLarge, message: "")) { try PDFDocument(contentsOf: file.path, limits: limits) }
        #expect(try PDFDocument(contentsOf: file.path).bytes == file.bytes())
    }
}
