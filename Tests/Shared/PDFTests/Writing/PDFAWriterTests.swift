import Clocks
import Foundation
import PDF
import Testing

@Suite struct PDFAWriterTests {
    let metadata = PDFAMetadata(
        title: "Quyết định số 520/QĐ-SNV <nháp & thử>", author: "Sở Nội vụ", subject: "Danh mục hồ sơ",
        creatorTool: "hoso digitization", createdAt: UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest,
        properties: [
            .init(name: "dossierCode", value: "H12.34-260305-0001", meaning: "Code of the dossier the paper belongs to"),
            .init(name: "scanSHA256", value: String(repeating: "ab", count: 32), meaning: "SHA-256 of the scan as it was captured"),
        ])

    private func write(_ pages: [PDFAPage]) throws -> [UInt8] {
        var writer = try PDFAWriter(self.metadata)
        var bytes: [UInt8] = []
        for page in pages { bytes += try writer.addPage(page) }
        return try bytes + writer.finish()
    }

    /// Lays a text out as lines on a tilted page, as recognition would find it.
    private func lines(_ text: String, degrees: Double, width: Double = 1654) -> [PDFTextLine] {
        let sine = sin(degrees * .pi / 180), cosine = cos(degrees * .pi / 180)
        return text.split(separator: "\n").enumerated().map { index, line in
            let origin = (x: 160.0, y: 200.0 + 48 * Double(index))
            var along = 0.0
            let words = line.split(whereSeparator: \.isWhitespace).map { word -> PDFTextLine.Word in
                let length = 16.0 * Double(word.count)
                defer { along += length + 12 }
                let x = origin.x + along * cosine, y = origin.y + along * sine
                let corners = [(0.0, 0.0), (length, 0.0), (0.0, -30.0), (length, -30.0)].map { (x + $0.0 * cosine - $0.1 * sine, y + $0.0 * sine + $0.1 * cosine) }
                let xs = corners.map(\.0).sorted(), ys = corners.map(\.1).sorted()
                return .init(text: String(word), box: .init(left: xs[0], top: ys[0], right: xs[3], bottom: ys[3]))
            }
            return PDFTextLine(words: words, baseline: .init(x1: origin.x, y1: origin.y, x2: origin.x + along * cosine, y2: origin.y + along * sine))
        }
    }

    @Test(arguments: [0.0, -1.43, 2.5])
    func `R28 the text of a tilted page is found in the order of reading`(degrees: Double) async throws {
        let truth = try Fixture.text("01-decision.txt")

        let file = try TemporaryFile(
            self.write([PDFAPage(image: .jpeg(Fixture.bytes("01-decision.jpg")), dpi: 200, lines: self.lines(truth, degrees: degrees))]), "scan.pdf")

        #expect(Referee.words(try await Referee.text(of: file)) == Referee.words(truth))
    }

    @Test func `R29 a two-layer file of several pages is sound PDF-A-2b`() async throws {
        let pixels = (0..<(60 * 40 * 3)).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let bytes = try self.write([
            PDFAPage(image: .jpeg(Fixture.bytes("01-decision.jpg")), dpi: 200, lines: self.lines(Fixture.text("01-decision.txt"), degrees: -1.43)),
            PDFAPage(image: .jpeg(Fixture.bytes("d06-greyscale.jpg")), dpi: 200, lines: []),
            PDFAPage(image: .rgb(width: 60, height: 40, pixels: pixels), dpi: 72, lines: self.lines("Ảnh nhỏ 😀", degrees: 0)),
            PDFAPage(image: .gray(width: 60, height: 40, pixels: Array(pixels.prefix(2400))), dpi: 72, lines: []),
        ])

        let file = try TemporaryFile(bytes, "two-layer.pdf")
        try await Referee.expectSound(file)
        try await Referee.expectArchivable(file, exceptOwnProperties: true)
        let fonts = try await Referee.run("pdffonts", [file.path]).output
        #expect(fonts.contains("GlyphLessFont"))
        #expect(try PDFDocument(bytes: bytes).pageCount == 4)
    }

    @Test func `without properties of our own there is no finding at all`() async throws {
        var metadata = self.metadata
        metadata.properties = []
        var writer = try PDFAWriter(metadata)
        let page = try PDFAPage(image: .jpeg(Fixture.bytes("03-letter.jpg")), dpi: 200, lines: self.lines("Kính gửi: Sở Nội vụ", degrees: 1))

        let bytes = try writer.addPage(page) + writer.finish()

        try await Referee.expectArchivable(TemporaryFile(bytes))
    }

    @Test func `the scanner's JPEG is in the file byte for byte`() async throws {
        let jpeg = try Fixture.bytes("03-letter.jpg")
        let file = try TemporaryFile(self.write([PDFAPage(image: .jpeg(jpeg), dpi: 200, lines: [])]))

        let root = try TemporaryFile(name: "image")
        _ = try await Referee.run("pdfimages", ["-j", file.path, root.path])

        #expect(try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(root.path)-000.jpg"))) == jpeg)
    }

    @Test func `decoded pixels come out as they went in`() async throws {
        let pixels = (0..<(30 * 20 * 3)).map { UInt8(truncatingIfNeeded: $0 &* $0) }
        let file = try TemporaryFile(self.write([PDFAPage(image: .rgb(width: 30, height: 20, pixels: pixels), dpi: 72, lines: [])]))

        let root = try TemporaryFile(name: "image")
        _ = try await Referee.run("pdfimages", [file.path, root.path])

        let ppm = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(root.path)-000.ppm")))
        #expect(Array(ppm.suffix(pixels.count)) == pixels)
    }

    @Test func `the page has the size of the paper`() throws {
        let bytes = try self.write([PDFAPage(image: .jpeg(Fixture.bytes("01-decision.jpg")), dpi: 200, lines: [])])

        let page = try PDFDocument(bytes: bytes).page(0)

        #expect(abs(page.mediaBox.width - 595.3) < 1 && abs(page.mediaBox.height - 841.9) < 1)
    }

    @Test func `the same input gives the same bytes, another input another ID`() throws {
        let page = try PDFAPage(image: .jpeg(Fixture.bytes("01-decision.jpg")), dpi: 200, lines: self.lines("Một dòng", degrees: 0))
        let other = try PDFAPage(image: .jpeg(Fixture.bytes("01-decision.jpg")), dpi: 200, lines: self.lines("Hai dòng", degrees: 0))

        #expect(try self.write([page]) == self.write([page]))
        #expect(try PDFDocument(bytes: self.write([page])).trailer["ID"] != PDFDocument(bytes: self.write([other])).trailer["ID"])
    }

    @Test func `tells language, metadata and our own properties`() async throws {
        let bytes = try self.write([PDFAPage(image: .jpeg(Fixture.bytes("01-decision.jpg")), dpi: 200, lines: [])])

        #expect(try PDFDocument(bytes: bytes).catalog["Lang"]?.textValue == "vi-VN")
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("<hoso:dossierCode>H12.34-260305-0001</hoso:dossierCode>"))
        #expect(text.contains("&lt;nháp &amp; thử&gt;"))
        let file = try TemporaryFile(bytes)
        let information = try await Referee.run("pdfinfo", [file.path]).output
        #expect(information.contains("Quyết định số 520/QĐ-SNV <nháp & thử>"))
    }

    @Test func `R29 a PDF-A that was signed is still PDF-A up to the signature`() async throws {
        let bytes = try self.write([PDFAPage(image: .jpeg(Fixture.bytes("01-decision.jpg")), dpi: 200, lines: [])])
        let font = try TrueTypeFont(contentsOf: "\(TrueTypeFont.liberationDirectory)/LiberationSans-Regular.ttf")
        let request = SignatureRequest(
            appearance: .deskCopy(signer: "Nguyễn Thị Ngọc Ánh", agency: "UBND phường Hòa Thuận", signedAt: self.metadata.createdAt, font: font),
            signedAt: self.metadata.createdAt)

        let signed = try await TestSigner().sign(try SignaturePreparation.prepare(bytes, request))

        let file = try TemporaryFile(signed, "signed-scan.pdf")
        try await Referee.expectSound(file)
        let verdict = try await TestSigner.judge(signed)
        #expect(verdict.valid == 1 && verdict.whole == 1)
        try await Referee.expectArchivable(file, exceptOwnProperties: true, violationsOnly: true)
    }
}
