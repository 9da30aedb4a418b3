import PDF
import PDFTestSupport
import Testing

@Suite struct PDFDocumentTests {
    private func expect(_ code: PDFError.Code, _ bytes: [UInt8], limits: PDFLimits = .standard, _ location: SourceLocation = #_sourceLocation) {
        let error = #expect(throws: PDFError.self, sourceLocation: location) { try PDFDocument(bytes: bytes, limits: limits) }

        #expect(error?.code == code, "\(error.debugDescription)", sourceLocation: location)
    }

    @Test(arguments: [("05-letter2.pdf", 2), ("08-licence.pdf", 1)])
    func `reads a scanner's file`(name: String, pages: Int) throws {
        let document = try PDFDocument(bytes: Fixture.bytes(name))

        #expect(document.pageCount == pages)
        #expect(abs(try document.page(0).visibleBox.width - 595) < 3)
        #expect(try document.acroForm() == nil)
    }

    @Test func `tells apart what cannot be read`() async throws {
        let sound = SmallPDF().bytes

        self.expect(.empty, [])
        self.expect(.notPDF, Array("Xin chào".utf8))
        self.expect(.notPDF, Array("\n".utf8) + sound)
        self.expect(.damaged, Array("%PDF-1.7\n".utf8))
        self.expect(.damaged, Array(sound.dropLast(30)))
        self.expect(.encrypted, try await SmallPDF.rewritten(sound, ["--encrypt", "", "o", "256", "--"]))
        self.expect(.encrypted, try await SmallPDF.rewritten(sound, ["--encrypt", "u", "o", "256", "--"]))
        self.expect(.notPDF, try Fixture.bytes("d09-text-as-pdf.pdf"))
    }

    @Test func `every reason has a sentence for a clerk`() {
        for code in [PDFError.Code.empty, .notPDF, .encrypted, .damaged, .tooLarge, .xfaForm, .unsupported] {
            #expect(PDFError(code: code, message: "x").description.contains("Hãy"))
        }
    }

    @Test func `keeps to its limits`() throws {
        let bytes = try Fixture.bytes("05-letter2.pdf")
        var limits = PDFLimits.standard

        limits.pages = 1
        self.expect(.tooLarge, bytes, limits: limits)
        limits = .standard
        limits.objects = 3
        self.expect(.tooLarge, bytes, limits: limits)
        limits = .standard
        limits.sizeBytes = 1_000
        self.expect(.tooLarge, bytes, limits: limits)
    }

    @Test func `deep nesting is an error`() throws {
        var small = SmallPDF()
        small.catalog = "/Deep " + String(repeating: "[", count: 200) + String(repeating: "]", count: 200)

        self.expect(.tooLarge, small.bytes)
    }

    @Test func `a page inherits its size and its turn`() throws {
        var small = SmallPDF()
        small.page = "/MediaBox [695 792 100 -50] /CropBox [0 0 400 400] /Rotate -90"

        let page = try PDFDocument(bytes: small.bytes).page(0)

        #expect(page.mediaBox == PDFRectangle(100, -50, 695, 792))
        #expect(page.visibleBox == PDFRectangle(100, 0, 400, 400))
        #expect(page.rotation == 270)
    }

    @Test(arguments: ["", "/MediaBox [0 0 0 0]", "/MediaBox [0 0 (a) 1]", "/MediaBox [0 0 595 842] /Rotate 45"])
    func `a page without a usable size is damaged`(page: String) throws {
        var small = SmallPDF()
        small.page = page
        let document = try PDFDocument(bytes: small.bytes)

        #expect(throws: PDFError(code: .damaged, message: "")) { try document.page(0) }
    }

    @Test func `field names are joined from the root down`() throws {
        var small = SmallPDF()
        small.catalog = "/AcroForm << /Fields [5 0 R] >>"
        small.objects = ["<< /T (Form) /FT /Sig /Kids [6 0 R 7 0 R] >>", "<< /T <FEFF1EA4> /Parent 5 0 R /V 8 0 R >>", "<< /T (B) /Parent 5 0 R >>", "<< /Type /Sig >>"]

        let fields = try PDFDocument(bytes: small.bytes).signatureFields()

        #expect(fields.map(\.name) == ["Form.Ấ", "Form.B"])
        #expect(fields.map(\.isFilled) == [true, false])
    }

    @Test func `a field that contains itself is damaged`() throws {
        var small = SmallPDF()
        small.catalog = "/AcroForm << /Fields [5 0 R] >>"
        small.objects = ["<< /T (Loop) /Kids [5 0 R] >>"]
        let document = try PDFDocument(bytes: small.bytes)

        #expect(throws: PDFError(code: .damaged, message: "")) { try document.formFields() }
    }

    @Test func `any shortened or changed file ends in a value or an error`() throws {
        let sound = SmallPDF().bytes

        for position in stride(from: 9, to: sound.count, by: 3) {
            var changed = sound
            changed[position] = changed[position] == 0x39 ? 0x30 : 0x39
            for bytes in [Array(sound.prefix(position)), changed] {
                do throws(PDFError) {
                    let document = try PDFDocument(bytes: bytes)
                    _ = try document.page(0)
                    _ = try document.formFields()
                } catch {
                    #expect([.damaged, .tooLarge, .unsupported, .encrypted].contains(error.code), "\(error.debugDescription)")
                }
            }
        }
    }

    @Test func `a hybrid file may go on with a picture that is compressed in another way`() throws {
        var small = SmallPDF()
        small.section = .hybrid
        let picture = PDFSections.stream(9, "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Filter /LZWDecode", [0x80, 0x0B])
        let longer = try PDFSections.appending([9: picture], to: small.bytes)

        #expect(throws: Never.self) { try PDFDocument(bytes: longer) }
    }

    @Test(arguments: ["200 0 obx\n<<", "200 0 ob\n<<", "200 0 obj\n<"])
    func `a trailer that announces an encryption nobody can read is refused`(head: String) throws {
        let damaged = Array("\(head) /Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -4 >>\nendobj\n".utf8)
        let file = try PDFSections.appending([200: damaged], to: SmallPDF().bytes, extra: "/Encrypt 200 0 R /ID [<00> <00>]")

        let error = #expect(throws: PDFError.self) { try PDFDocument(bytes: file) }

        #expect(error?.code == .damaged)
    }
}
