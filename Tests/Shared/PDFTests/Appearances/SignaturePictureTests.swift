import Clocks
import Foundation
import PDF
import PDFTestSupport
import Testing

@Suite struct SignaturePictureTests {
    let time = UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest

    /// A picture of one colour with a transparent frame, made by Pillow.
    static func picture(_ mode: String, _ size: String, _ colour: String, dpi: Int = 72, _ name: String = "p.png", options: String = "") async throws -> [UInt8] {
        let python = try #require(ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"])
        let file = try TemporaryFile(name: name)
        let script = """
            import sys
            from PIL import Image, ImageDraw
            image = Image.new('\(mode)', (\(size)), \(mode == "RGBA" ? "(0, 0, 0, 0)" : "'white'"))
            w, h = image.size
            ImageDraw.Draw(image).rectangle([w // 10, h // 10, w - w // 10 - 1, h - h // 10 - 1], fill=\(colour))
            image\(options).save(sys.argv[1], dpi=(\(dpi), \(dpi)))
            """
        let verdict = try await Referee.run(python, ["-c", script, file.path])
        #expect(verdict.succeeded, "\(verdict.errors)")
        return try file.bytes()
    }

    /// The box of dark ink on the first page as poppler shows it. Unit: points from the upper left corner.
    private func ink(_ bytes: [UInt8]) async throws -> (left: Int, top: Int, right: Int, bottom: Int) {
        let file = try TemporaryFile(bytes), picture = try TemporaryFile(name: "shown.pgm")
        _ = try await Referee.run("pdftoppm", ["-gray", "-singlefile", "-r", "72", file.path, String(picture.path.dropLast(4))])
        return try #require(try GrayPicture(pgm: picture.bytes()).inkBox(excludingBelow: 10_000))
    }

    private func blank(_ rotation: Int = 0) -> [UInt8] {
        var small = SmallPDF()
        small.page = "/MediaBox [100 -50 695 792] /Rotate \(rotation)"
        return small.bytes.split(separator: Array("(Hello)".utf8)).joined(separator: Array("(     )".utf8)).map { $0 }
    }

    @Test(arguments: [0, 90, 180, 270])
    func `R33 a picture stands upright at its place on a turned page and lets the page show through`(rotation: Int) async throws {
        let image = try SignatureImage(try await Self.picture("RGBA", "200, 100", "(0, 0, 160, 255)"))
        let request = SignatureRequest(
            appearance: .picture(SignaturePicture(image: image, place: .box(PDFRectangle(100, 300, 300, 400), page: 0))), signedAt: self.time)

        let signed = try await TestSigner().sign(SignaturePreparation.prepare(self.blank(rotation), request))

        #expect(image.isTransparent && image.dpi.map { Int($0.rounded()) } == 72)
        let ink = try await self.ink(signed)
        let height = rotation % 180 == 0 ? 842 : 595
        #expect(abs(ink.left - 120) <= 1 && abs(ink.right - 279) <= 2)
        #expect(abs(ink.top - (height - 390)) <= 1 && abs(ink.bottom - (height - 311)) <= 2)
        #expect(try await TestSigner.judge(signed).valid == 1)
        try await Referee.expectSound(TemporaryFile(signed))
    }

    @Test func `R33 the personal signature stands between title and name and the seal over its left third in real size`() async throws {
        let blue = try SignatureImage(try await Self.picture("RGBA", "400, 200", "(0, 0, 160, 255)"))
        let red = try SignatureImage(try await Self.picture("RGBA", "360, 360", "(200, 0, 0, 255)"))
        let title = PDFRectangle(350, 300, 500, 320), name = PDFRectangle(370, 200, 480, 215)
        var person = SignatureRequest(
            fieldName: "Person", appearance: .picture(SignaturePicture(image: blue, place: .between(title: title, name: name, page: 0))),
            signedAt: self.time)
        person.reservedBytes = 256
        var seal = SignatureRequest(
            fieldName: "Seal",
            appearance: .picture(SignaturePicture(image: red, place: .overLeftThirdOfField("Person"), widthMillimetres: 36, isRealSize: true)),
            signedAt: self.time)
        seal.reservedBytes = 256

        let bytes = try SignedPaper.sign(SignedPaper.sign(SignedPaper.unsigned.bytes, person), seal)

        let fields = try PDFDocument(bytes: bytes).signatureFields()
        let first = try #require(PDFRectangle(fields.first { $0.name == "Person" }?.dictionary["Rect"]))
        let second = try #require(PDFRectangle(fields.first { $0.name == "Seal" }?.dictionary["Rect"]))
        #expect(first.top <= title.bottom && first.bottom >= name.top)
        #expect(abs((first.left + first.right) / 2 - 425) < 0.1 && abs(first.width / first.height - 2) < 0.01)
        #expect(abs(second.width - 36 * 72 / 25.4) < 0.1 && abs(second.height - second.width) < 0.1)
        #expect(abs(second.right - (first.left + first.width / 3)) < 0.1)
        let report = try SignedPaper.changes(bytes, after: "Person")
        #expect(report.level == .formFilling && report.findings.contains { $0.rule == .overlapsField }, "\(report.findings)")
    }

    @Test(arguments: [
        ("RGBA", ""), ("RGB", ""), ("L", ""), ("LA", ""), ("1", ""), ("RGB", ".quantize(4)"), ("RGB", ".quantize(200)"), ("I;16", ""),
    ])
    func `every kind of PNG gives the pixels that Pillow gives`(mode: String, options: String) async throws {
        let colour = ["RGBA": "(10, 20, 160, 128)", "RGB": "(10, 20, 160)", "LA": "(30, 128)", "1": "0", "L": "30", "I;16": "9000"][mode] ?? "0"
        let creation = mode == "LA" ? "RGBA" : mode
        let bytes = mode == "I;16"
            ? try await Self.sixteenBit()
            : try await Self.picture(creation, "37, 23", creation == "RGBA" && mode == "LA" ? "(30, 30, 30, 128)" : colour, options: mode == "LA" ? ".convert('LA')" : options)

        let image = try SignatureImage(bytes)

        #expect(image.widthPixels == 37 && image.heightPixels == 23)
        #expect(image.isTransparent == (mode == "RGBA" || mode == "LA"))
        let picture = SignaturePicture(image: image, place: .box(PDFRectangle(100, 100, 137, 123), page: 0), widthMillimetres: 37 * 25.4 / 72)
        let prepared = try SignaturePreparation.prepare(self.blank(), SignatureRequest(appearance: .picture(picture), signedAt: self.time))
        let shown = try TemporaryFile(name: "image-000.png"), file = try TemporaryFile(prepared.bytes), original = try TemporaryFile(bytes, "o.png")
        _ = try await Referee.run("pdfimages", ["-png", file.path, String(shown.path.dropLast(8))])
        let python = try #require(ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"])
        let script = """
            import sys
            from PIL import Image, ImageChops
            a, b = Image.open(sys.argv[1]), Image.open(sys.argv[2])
            if a.mode.startswith('I'): a = a.point(lambda v: v / 256).convert('L')
            print(max(m for _, m in ImageChops.difference(a.convert('RGBA').convert('RGB'), b.convert('RGB')).getextrema()))
            """
        let verdict = try await Referee.run(python, ["-c", script, original.path, shown.path])
        #expect(verdict.output == "0\n", "\(verdict.output) \(verdict.errors)")
    }

    private static func sixteenBit() async throws -> [UInt8] {
        let python = try #require(ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"])
        let file = try TemporaryFile(name: "deep.png")
        let script = "import sys; from PIL import Image; Image.new('I;16', (37, 23), 9216).save(sys.argv[1])"
        let verdict = try await Referee.run(python, ["-c", script, file.path])
        #expect(verdict.succeeded, "\(verdict.errors)")
        return try file.bytes()
    }

    @Test func `a JPEG goes in byte for byte and an empty field gets the picture within its box`() async throws {
        let jpeg = try await Self.picture("RGB", "60, 30", "(0, 0, 0)", "p.jpg")
        var request = SignatureRequest(
            appearance: .picture(SignaturePicture(image: try SignatureImage(jpeg), place: .box(PDFRectangle(0, 0, 9, 9), page: 0))), signedAt: self.time,
            reservedBytes: 256)
        request.fieldName = "Organisation"

        // qpdf remarks on the pointer at an object that is not there.
        var paper = SignedPaper.unsigned
        paper.objects[3] = paper.objects[3].replacingOccurrences(of: "[6 0 R 99 0 R]", with: "[6 0 R]")
        let bytes = try SignedPaper.sign(paper.bytes, request)

        #expect(bytes.split(separator: jpeg).count == 2)
        let field = try #require(try PDFDocument(bytes: bytes).signatureFields().first { $0.name == "Organisation" })
        #expect(PDFRectangle(field.dictionary["Rect"]) == PDFRectangle(300, 100, 400, 200))
        try await Referee.expectSound(TemporaryFile(bytes))
    }

    @Test func `texts in one corner stand below each other`() throws {
        let font = try TrueTypeFont(contentsOf: "\(TrueTypeFont.liberationDirectory)/LiberationSerif-Regular.ttf")
        var bytes = SignedPaper.unsigned.bytes
        for _ in 1...3 {
            let text = SignatureText(lines: ["Ủy ban nhân dân tỉnh", "2026-03-05T09:00:00+07:00"], font: font, fontSize: 10, corner: .topRight)
            bytes = try SignedPaper.sign(bytes, SignatureRequest(appearance: .text(text), signedAt: self.time, reservedBytes: 256))
        }

        let boxes = try PDFDocument(bytes: bytes).signatureFields().compactMap { PDFRectangle($0.dictionary["Rect"]) }.filter { $0.bottom > 600 }
        #expect(boxes.count == 3)
        for (upper, lower) in zip(boxes, boxes.dropFirst()) {
            #expect(lower.top <= upper.bottom && upper.right == lower.right)
        }
    }

    @Test func `a picture that fits nowhere is refused`() async throws {
        let image = try SignatureImage(try await Self.picture("RGB", "100, 100", "(0, 0, 0)"))
        let places: [SignaturePicture] = [
            SignaturePicture(image: image, place: .overLeftThird(PDFRectangle(10, 10, 100, 50), page: 0), widthMillimetres: 36, isRealSize: true),
            SignaturePicture(image: image, place: .between(title: PDFRectangle(0, 0, 9, 9), name: PDFRectangle(0, 20, 9, 29), page: 0)),
            SignaturePicture(image: image, place: .box(PDFRectangle(0, 0, 100, 100), page: 7)),
            SignaturePicture(image: image, place: .overLeftThirdOfField("Nobody")),
            SignaturePicture(image: image, place: .box(PDFRectangle(0, 0, 100, 100), page: 0), widthMillimetres: .nan),
        ]
        for picture in places {
            #expect(throws: PDFError(code: .badInput, message: "")) {
                try SignaturePreparation.prepare(SignedPaper.unsigned.bytes, SignatureRequest(appearance: .picture(picture), signedAt: self.time))
            }
        }
    }

    @Test func `a PNG cut off or changed at any byte is refused or read, and never more`() async throws {
        let bytes = try await Self.picture("RGBA", "20, 10", "(0, 0, 160, 255)")

        for count in 0..<bytes.count {
            #expect(throws: PDFError(code: .badImage, message: "")) { try SignatureImage(Array(bytes.prefix(count))) }
        }
        for index in 8..<bytes.count {
            var changed = bytes
            changed[index] ^= 0x41
            // Names of chunks that do not matter may change their check sum with them; all others are refused.
            do { _ = try SignatureImage(changed) } catch { #expect(error.code == .badImage) }
        }
    }
}
