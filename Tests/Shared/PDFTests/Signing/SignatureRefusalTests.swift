import Clocks
import PDF
import PDFTestSupport
import Testing

@Suite struct SignatureRefusalTests {
    let request = SignatureRequest(signedAt: UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest)

    private func expect(_ code: PDFError.Code, _ bytes: [UInt8], _ request: SignatureRequest? = nil, _ location: SourceLocation = #_sourceLocation) {
        #expect(throws: PDFError(code: code, message: ""), sourceLocation: location) {
            try SignaturePreparation.prepare(bytes, request ?? self.request)
        }
    }

    @Test func `refuses an encrypted document, with and without a password`() async throws {
        for password in ["", "geheim"] {
            self.expect(.encrypted, try await SmallPDF.rewritten(SmallPDF().bytes, ["--encrypt", password, "owner", "256", "--"]))
        }
    }

    @Test func `refuses an XFA form`() {
        var small = SmallPDF()
        small.catalog = "/AcroForm << /Fields [] /XFA (xdp) >>"

        self.expect(.xfaForm, small.bytes)
        small.catalog = "/NeedsRendering true"
        self.expect(.xfaForm, small.bytes)
    }

    @Test func `refuses a document that would need repair`() {
        let sound = SmallPDF().bytes
        var shifted = sound
        shifted.insert(contentsOf: Array("1234567890".utf8), at: 20)

        self.expect(.damaged, Array(sound.dropLast(40)))
        self.expect(.damaged, shifted)
    }

    @Test func `refuses a change that a certification forbids`() {
        var small = SmallPDF()
        small.catalog = "/AcroForm << /Fields [] >> /Perms << /DocMDP 5 0 R >>"
        small.objects = ["<< /Type /Sig /Reference [<< /TransformMethod /DocMDP /TransformParams << /P 1 /V /1.2 >> >>] >>"]

        self.expect(.changesForbidden, small.bytes)
        for permission in ["/P 2", "/P 3", ""] {
            small.objects = ["<< /Type /Sig /Reference [<< /TransformMethod /DocMDP /TransformParams << \(permission) /V /1.2 >> >>] >>"]
            #expect(throws: Never.self) { try SignaturePreparation.prepare(small.bytes, self.request) }
        }
    }

    @Test(arguments: [
        ("/Lock << /Action /All >>", true),
        ("/Lock << /Action /Include /Fields [(Signature1)] >>", true),
        ("/Lock << /Action /Include /Fields [(Other)] >>", false),
        ("/Lock << /Action /Exclude /Fields [(Signature1)] >>", false),
        ("/Lock << /Action /Exclude /Fields [(Other)] >>", true),
    ])
    func `respects the lock of a signed field`(lock: String, refused: Bool) {
        var small = SmallPDF()
        small.catalog = "/AcroForm << /Fields [5 0 R] >>"
        small.objects = ["<< /FT /Sig /T (First) /V 6 0 R \(lock) >>", "<< /Type /Sig >>"]

        if refused {
            self.expect(.changesForbidden, small.bytes)
        } else {
            #expect(throws: Never.self) { try SignaturePreparation.prepare(small.bytes, self.request) }
        }
    }

    @Test func `refuses a field that is signed or is no signature field`() throws {
        var small = SmallPDF()
        small.catalog = "/AcroForm << /Fields [5 0 R 7 0 R] >>"
        small.objects = ["<< /FT /Sig /T (Signed) /V 6 0 R >>", "<< /Type /Sig >>", "<< /FT /Tx /T (Text) >>"]
        var request = self.request

        request.fieldName = "Signed"
        self.expect(.fieldTaken, small.bytes, request)
        request.fieldName = "Text"
        self.expect(.fieldTaken, small.bytes, request)
        request.fieldName = ""
        self.expect(.badInput, small.bytes, request)
    }

    @Test(arguments: [0, -1, 255, 5 << 20])
    func `refuses an impossible reservation`(reserved: Int) {
        var request = self.request
        request.reservedBytes = reserved

        self.expect(.badInput, SmallPDF().bytes, request)
    }

    @Test func `refuses text that the font cannot show or the page cannot hold`() throws {
        let font = try TrueTypeFont(contentsOf: "\(TrueTypeFont.liberationDirectory)/LiberationSans-Regular.ttf")
        var request = self.request

        request.appearance = .text(SignatureText(lines: ["漢字"], font: font))
        self.expect(.badText, SmallPDF().bytes, request)
        request.appearance = .text(SignatureText(lines: [String(repeating: "rộng ", count: 200)], font: font))
        self.expect(.badInput, SmallPDF().bytes, request)
        request.appearance = .text(SignatureText(lines: ["Trang"], font: font, pageIndex: 1))
        self.expect(.badInput, SmallPDF().bytes, request)
    }

    @Test func `a signature that is too large is never cut and tells what it needs`() throws {
        let prepared = try SignaturePreparation.prepare(SmallPDF().bytes, self.request)

        let error = #expect(throws: PDFError.self) { try prepared.embed(cms: [UInt8](repeating: 0x30, count: 8_193)) }

        #expect(error?.code == .signatureTooLarge)
        #expect(error?.neededBytes == 8_193)
        #expect(throws: Never.self) { try prepared.embed(cms: [UInt8](repeating: 0x30, count: 8_192)) }
        #expect(throws: PDFError(code: .badInput, message: "")) { try prepared.embed(cms: []) }
    }

    @Test func `a stored preparation is taken up again only if its place is unused`() throws {
        let prepared = try SignaturePreparation.prepare(SmallPDF().bytes, self.request)
        let used = try prepared.embed(cms: [0x30, 0x01, 0x05])

        let again = try PreparedSignature(bytes: prepared.bytes, byteRange: prepared.byteRange)

        #expect(again.digest == prepared.digest)
        #expect(throws: PDFError(code: .badInput, message: "")) { try PreparedSignature(bytes: used, byteRange: prepared.byteRange) }
        #expect(throws: PDFError(code: .badInput, message: "")) {
            try PreparedSignature(bytes: prepared.bytes, byteRange: SignatureByteRange(firstLength: 1, secondOffset: .max, secondLength: .max))
        }
    }
}
