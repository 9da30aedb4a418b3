import Clocks
import Foundation
import PDF
import PDFTestSupport
import Testing

@Suite struct SignaturePreparationTests {
    let time = UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest
    let font: TrueTypeFont

    init() throws {
        self.font = try TrueTypeFont(contentsOf: "\(TrueTypeFont.liberationDirectory)/LiberationSans-Regular.ttf")
    }

    private var deskCopy: SignatureRequest {
        SignatureRequest(
            appearance: .deskCopy(signer: "Nguyễn Thị Ngọc Ánh", agency: "UBND phường Hòa Thuận", signedAt: self.time, font: self.font),
            signedAt: self.time)
    }

    @Test(arguments: ["table", "object-streams", "qdf", "hybrid", "linearized", "no-eol", "no-id", "pdf-2", "compressed-pdf-2"])
    func `R29 signs every kind of cross-reference so that others find it valid`(kind: String) async throws {
        var small = SmallPDF()
        if kind == "hybrid" { small.section = .hybrid }
        if kind == "no-eol" { small.ending = "%%EOF" }
        if kind == "no-id" { small.identifier = "" }
        var bytes = small.bytes
        switch kind {
        case "object-streams": bytes = try await SmallPDF.rewritten(bytes, ["--object-streams=generate"])
        case "qdf": bytes = try await SmallPDF.rewritten(bytes, ["--qdf"])
        case "pdf-2": bytes = try await SmallPDF.rewritten(bytes, ["--force-version=2.0"])
        case "compressed-pdf-2": bytes = try await SmallPDF.rewritten(bytes, ["--force-version=2.0", "--object-streams=generate"])
        case "linearized": bytes = try await SmallPDF.rewritten(bytes, ["--linearize"])
        default: break
        }

        let prepared = try SignaturePreparation.prepare(bytes, self.deskCopy)
        let signed = try await TestSigner().sign(prepared)

        #expect(signed.starts(with: bytes))
        let verdict = try await TestSigner.judge(signed)
        #expect(verdict.valid == 1 && verdict.whole == 1)
        let map = try RevisionMap(PDFDocument(bytes: signed))
        #expect(map.signatures.map(\.coverage) == [.wholeFile])
        #expect(map.signatures.first?.sha256 == prepared.digest)
        try await Referee.expectSound(TemporaryFile(signed))
        #expect(try await TestSigner.pyHanko(signed) == ["True True"])
    }

    @Test(arguments: ["table", "object-streams"])
    func `R37 a dozen signatures and timestamps stand one after the other`(kind: String) async throws {
        let signer = try await TestSigner()
        var bytes = SmallPDF().bytes
        if kind == "object-streams" { bytes = try await SmallPDF.rewritten(bytes, ["--object-streams=generate"]) }
        for round in 1...12 {
            let before = bytes
            var request = self.deskCopy
            request.kind = round.isMultiple(of: 4) ? .documentTimestamp : .approval
            if request.kind == .documentTimestamp { request.appearance = .invisible }
            bytes = try await signer.sign(SignaturePreparation.prepare(bytes, request))
            #expect(bytes.starts(with: before))
        }

        let document = try PDFDocument(bytes: bytes)
        let map = try RevisionMap(document)
        let comparison = RevisionComparison(document, map)
        #expect(map.signatures.count == 12 && map.signatures.allSatisfy { $0.faults.isEmpty })
        for (index, signature) in map.signatures.enumerated() {
            let report = comparison.changes(after: signature)
            #expect(report.laterRevisions == 11 - index)
            #expect(report.level == (index == 11 ? .nothing : index == 10 ? .longTermData : .formFilling), "\(report.findings)")
        }
        // pdfsig cannot judge ETSI.RFC3161.
        #expect(try await TestSigner.judge(bytes).valid == 9)
        #expect(try await TestSigner.pyHanko(bytes) == Array(repeating: "True True", count: 9))
        try await Referee.expectSound(TemporaryFile(bytes))
    }

    @Test func `two signatures stand one after the other and both stay valid`() async throws {
        let signer = try await TestSigner()

        let once = try await signer.sign(try SignaturePreparation.prepare(SmallPDF().bytes, self.deskCopy))
        let twice = try await signer.sign(try SignaturePreparation.prepare(once, SignatureRequest(signedAt: self.time)))

        #expect(twice.starts(with: once))
        let verdict = try await TestSigner.judge(twice)
        #expect(verdict.valid == 2 && verdict.whole == 1)
        let map = try RevisionMap(PDFDocument(bytes: twice))
        #expect(map.signatures.map(\.fieldName) == ["Signature1", "Signature2"])
        #expect(map.signatures.map(\.coverage) == [.earlierRevision(laterBytes: twice.count - once.count), .wholeFile])
    }

    @Test func `writes the dictionary that PAdES asks for`() throws {
        let prepared = try SignaturePreparation.prepare(SmallPDF().bytes, self.deskCopy)

        let document = try PDFDocument(bytes: prepared.bytes)
        let field = try #require(try document.signatureFields().first)
        let signature = try #require(try document.resolve(field.dictionary["V"]).dictionaryValue)
        #expect(signature["Type"] == .name("Sig"))
        #expect(signature["Filter"] == .name("Adobe.PPKLite"))
        #expect(signature["SubFilter"] == .name("ETSI.CAdES.detached"))
        #expect(signature["M"]?.textValue == "D:20260305090000+07'00'")
        #expect(signature["Cert"] == nil)
        #expect(signature["Contents"]?.stringValue?.count == 8_192)
        #expect(field.dictionary["F"] == .integer(132))
        #expect(try document.acroForm()?["SigFlags"] == .integer(3))
        #expect(prepared.reservedBytes == 8_192)
    }

    @Test func `a document timestamp has its own type and no claimed time`() throws {
        let prepared = try SignaturePreparation.prepare(SmallPDF().bytes, SignatureRequest(kind: .documentTimestamp, signedAt: self.time))

        let signature = try #require(try RevisionMap(PDFDocument(bytes: prepared.bytes)).signatures.first)
        #expect(signature.isDocumentTimestamp)
        #expect(signature.subFilter == "ETSI.RFC3161")
        #expect(signature.claimedTime == nil)
    }

    @Test func `the byte range leaves room for files over a hundred million bytes`() throws {
        let prepared = try SignaturePreparation.prepare(SmallPDF().bytes, self.deskCopy)

        let text = String(decoding: prepared.bytes.filter { $0 < 0x80 }, as: UTF8.self)
        let place = try #require(text.components(separatedBy: "/ByteRange [").last?.components(separatedBy: "]").first)
        #expect(place.count == 48)
    }

    @Test func `R22 shows signer, agency and time as text at the top left of page 1`() async throws {
        let signed = try SignaturePreparation.prepare(SmallPDF().bytes, self.deskCopy).bytes

        let document = try PDFDocument(bytes: signed)
        let rectangle = try #require(PDFRectangle(try document.signatureFields().first?.dictionary["Rect"]))
        #expect(rectangle.left == 17 && rectangle.top == 842 - 17)
        #expect(rectangle.width < 200 && rectangle.height < 30)
    }

    @Test(arguments: [0, 90, 180, 270])
    func `the appearance is upright at the shown top left of a turned page`(rotation: Int) async throws {
        var small = SmallPDF()
        small.page = "/MediaBox [100 -50 695 792] /Rotate \(rotation)"

        let prepared = try SignaturePreparation.prepare(small.bytes, self.deskCopy)

        // pdftotext works on the page as shown; a form's text is only drawn, so the picture is judged: ink top left.
        let file = try TemporaryFile(prepared.bytes, "turned-\(rotation).pdf")
        let picture = try TemporaryFile(name: "turned.pgm")
        let root = String(picture.path.dropLast(4))
        _ = try await Referee.run("pdftoppm", ["-gray", "-singlefile", "-r", "72", file.path, root])
        let ink = try GrayPicture(pgm: picture.bytes()).inkBox(excludingBelow: 60)
        #expect(try #require(ink).left >= 15 && ink?.top ?? 0 >= 15)
        #expect(ink?.left ?? 99 <= 20 && ink?.top ?? 99 <= 22)
        #expect(ink.map { $0.right - $0.left > 3 * ($0.bottom - $0.top) } == true)
    }

    @Test func `a crop box moves the appearance into what is shown`() throws {
        var small = SmallPDF()
        small.page = "/MediaBox [0 0 595 842] /CropBox [50 60 545 782]"

        let document = try PDFDocument(bytes: SignaturePreparation.prepare(small.bytes, self.deskCopy).bytes)

        let rectangle = try #require(PDFRectangle(try document.signatureFields().first?.dictionary["Rect"]))
        #expect(rectangle.left == 67 && rectangle.top == 765)
    }

    @Test func `an invisible field has no size and an empty appearance`() throws {
        let prepared = try SignaturePreparation.prepare(SmallPDF().bytes, SignatureRequest(signedAt: self.time))

        let document = try PDFDocument(bytes: prepared.bytes)
        let field = try #require(try document.signatureFields().first)
        #expect(PDFRectangle(field.dictionary["Rect"]) == PDFRectangle(0, 0, 0, 0))
        let normal = field.dictionary["AP"]?.dictionaryValue?["N"]
        #expect(try document.resolve(normal).dictionaryValue?["Subtype"] == .name("Form"))
    }

    @Test func `an existing empty field is reused by its name`() async throws {
        var small = SmallPDF()
        small.page += " /Annots [6 0 R]"
        small.catalog = "/AcroForm 5 0 R"
        small.objects = [
            "<< /Fields [6 0 R] /NeedAppearances true >>",
            "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Approver) /Rect [300 100 500 160] /P 3 0 R /F 4 >>",
        ]
        var request = self.deskCopy
        request.fieldName = "Approver"

        let signed = try await TestSigner().sign(try SignaturePreparation.prepare(small.bytes, request))

        let document = try PDFDocument(bytes: signed)
        let fields = try document.signatureFields()
        #expect(fields.map(\.name) == ["Approver"])
        #expect(fields.first?.reference == PDFReference(6))
        #expect(PDFRectangle(fields.first?.dictionary["Rect"]) == PDFRectangle(300, 100, 500, 160))
        #expect(try document.acroForm()?["NeedAppearances"] == nil)
        #expect(try await TestSigner.judge(signed).valid == 1)
    }
}
