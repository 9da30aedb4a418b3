import Clocks
import Foundation
import PDF
import PDFTestSupport
import Testing

/// Signatures that say what may happen to the document afterwards.
@Suite struct CertificationTests {
    private func request(_ certification: CertifiedChanges?, field: String? = nil) -> SignatureRequest {
        SignatureRequest(fieldName: field, signedAt: SignedPaper.time, certification: certification, reservedBytes: 256)
    }

    private func expect(_ code: PDFError.Code, _ bytes: [UInt8], _ request: SignatureRequest, _ location: SourceLocation = #_sourceLocation) {
        #expect(throws: PDFError(code: code, message: ""), sourceLocation: location) { try SignaturePreparation.prepare(bytes, request) }
    }

    @Test(arguments: CertifiedChanges.allCases, ["", "/Perms 20 0 R", "/Perms << /UR3 21 0 R >>"])
    func `R34 a certification says in its dictionary and in the catalog what it permits`(permitted: CertifiedChanges, perms: String) throws {
        var paper = SignedPaper.unsigned
        paper.objects[0] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [10 0 R] >> \(perms) >>"
        paper.objects += ["null", "<< /UR3 21 0 R >>", "<< /Type /Sig >>"]

        let document = try PDFDocument(bytes: SignaturePreparation.prepare(paper.bytes, self.request(permitted)).bytes)

        let permissions = try #require(try document.resolve(document.catalog["Perms"]).dictionaryValue)
        let field = try #require(try document.signatureFields().first)
        #expect(permissions["DocMDP"] == field.dictionary["V"])
        #expect((permissions["UR3"] == nil) == perms.isEmpty)
        let signature = try #require(try document.resolve(permissions["DocMDP"]).dictionaryValue)
        let reference = try #require(signature["Reference"]?.arrayValue?.first?.dictionaryValue)
        #expect(reference["TransformMethod"] == .name("DocMDP"))
        #expect(reference["TransformParams"]?.dictionaryValue?["P"] == .integer(permitted.rawValue))
        #expect(reference["TransformParams"]?.dictionaryValue?["V"] == .name("1.2"))
        // The form of the catalog and the note about the certification are in one and the same new catalog.
        #expect(try document.acroForm()?["SigFlags"] == .integer(3))
    }

    @Test func `R34 only the first signature can certify`() throws {
        let signed = try SignedPaper.signed()
        let stamped = try SignedPaper.sign(
            SignedPaper.unsigned.bytes, SignatureRequest(kind: .documentTimestamp, signedAt: SignedPaper.time, reservedBytes: 256))
        let certified = try SignedPaper.sign(SignedPaper.unsigned.bytes, self.request(.annotations))
        var small = SmallPDF()
        small.catalog = "/Perms << /DocMDP 5 0 R >>"
        small.objects = ["<< /Type /Sig >>"]

        for bytes in [signed, stamped, certified, small.bytes] { self.expect(.notFirst, bytes, self.request(.formFilling)) }
        #expect(!PDFError(code: .notFirst, message: "").description.isEmpty)
    }

    @Test func `a document timestamp cannot certify`() {
        self.expect(
            .badInput, SmallPDF().bytes, SignatureRequest(kind: .documentTimestamp, signedAt: SignedPaper.time, certification: .nothing))
    }

    @Test func `R34 what follows a certification keeps to it`() throws {
        let font = try TrueTypeFont(contentsOf: "\(TrueTypeFont.liberationDirectory)/LiberationSans-Regular.ttf")
        var shown = self.request(nil)
        shown.appearance = .text(SignatureText(lines: ["An"], font: font))
        var inField = shown
        inField.fieldName = "Organisation"

        let closed = try SignedPaper.sign(SignedPaper.unsigned.bytes, self.request(.nothing))
        self.expect(.changesForbidden, closed, self.request(nil))
        self.expect(.changesForbidden, closed, inField)
        for permitted in [CertifiedChanges.formFilling, .annotations] {
            let open = try SignedPaper.sign(SignedPaper.unsigned.bytes, self.request(permitted))
            #expect(throws: Never.self) { try SignaturePreparation.prepare(open, self.request(nil)) }
            #expect(throws: Never.self) { try SignaturePreparation.prepare(open, inField) }
            self.expect(.changesForbidden, open, shown)
        }
    }

    @Test(arguments: [
        ("/Action /All", "[/All]"), ("/Action /Include /Fields [(Number) 11 0 R]", "[/Include Number Agree]"),
        ("/Action /Exclude /Fields 12 0 R", "[/Exclude Agree]"), ("/Action /All /P 2", "[/All]"),
    ])
    func `R34 a signature in a field with a lock repeats the lock`(lock: String, repeated: String) throws {
        var small = SmallPDF()
        small.catalog = "/AcroForm << /Fields [5 0 R] >>"
        small.objects = ["<< /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /FT /Sig /T (Person) /Lock 6 0 R >>", "<< /Type /SigFieldLock \(lock) >>"]
        small.objects += ["null", "null", "null", "null", "(Agree)", "[(Agree)]"]

        let document = try PDFDocument(bytes: SignaturePreparation.prepare(small.bytes, self.request(nil, field: "Person")).bytes)

        let signature = try #require(try document.resolve(try document.signatureFields().first?.dictionary["V"]).dictionaryValue)
        let reference = try #require(signature["Reference"]?.arrayValue?.first?.dictionaryValue)
        let parameters = try #require(reference["TransformParams"]?.dictionaryValue)
        let names = (parameters["Fields"]?.arrayValue ?? []).compactMap(\.textValue)
        #expect(reference["TransformMethod"] == .name("FieldMDP") && reference["Data"] == .reference(PDFReference(1)))
        #expect("[\((["/" + (parameters["Action"]?.nameValue ?? "")] + names).joined(separator: " "))]" == repeated)
    }

    @Test(arguments: ["", "/Action /Some", "/Action /Include", "/Action /Exclude /Fields [7]", "/Action /All /P 9", "/Action /All /P (1)"])
    func `a lock that does not say what it locks is refused`(lock: String) {
        var small = SmallPDF()
        small.catalog = "/AcroForm << /Fields [5 0 R] >>"
        small.objects = ["<< /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /FT /Sig /T (Person) /Lock << \(lock) >> >>"]

        self.expect(.damaged, small.bytes, self.request(nil, field: "Person"))
    }

    @Test func `a certification permits no more than the lock of its field`() throws {
        var small = SmallPDF()
        small.catalog = "/AcroForm << /Fields [5 0 R] >>"
        small.objects = ["<< /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /FT /Sig /T (Person) /Lock << /Action /All /P 2 >> >>"]

        self.expect(.badInput, small.bytes, self.request(.annotations, field: "Person"))
        let signed = try SignedPaper.sign(small.bytes, self.request(.formFilling, field: "Person"))
        let signature = try #require(try RevisionMap(PDFDocument(bytes: signed)).signatures.first)
        #expect(signature.dictionary["Reference"]?.arrayValue?.count == 2)
        #expect(try SignedPaper.changes(signed).permittedLevel == .formFilling)
    }

    @Test func `a signature that certifies without a word in the catalog is held to what it says`() throws {
        var paper = SignedPaper.unsigned
        paper.objects[14] = "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Organisation) /Rect [300 100 400 200] /P 3 0 R /V 19 0 R >>"
        paper.objects.append(
            "<< /Type /Sig /ByteRange [0 0 0 0] /Contents <00> /Reference [<< /TransformMethod /DocMDP /TransformParams << /P 1 >> >>] >>")

        self.expect(.changesForbidden, paper.bytes, self.request(nil))
    }
}
