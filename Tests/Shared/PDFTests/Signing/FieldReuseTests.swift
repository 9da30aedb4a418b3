import Clocks
import Foundation
import PDF
import PDFTestSupport
import Testing

/// Empty signature fields that others prepared, in every form in which they come.
@Suite struct FieldReuseTests {
    struct Form: CustomTestStringConvertible, Sendable {
        let isFormDirect: Bool
        let areAnnotationsDirect: Bool
        /// The field's widget is a kid of it instead of the field itself.
        let hasKid: Bool
        let isHybrid: Bool

        var testDescription: String {
            "form \(self.isFormDirect ? "direct" : "indirect"), annotations \(self.areAnnotationsDirect ? "direct" : "indirect")"
                + (self.hasKid ? ", widget below" : "") + (self.isHybrid ? ", hybrid" : "")
        }

        static let all = [false, true].flatMap { direct in
            [false, true].flatMap { annotations in
                [false, true].flatMap { kid in
                    [false, true].map { Form(isFormDirect: direct, areAnnotationsDirect: annotations, hasKid: kid, isHybrid: $0) }
                }
            }
        }

        /// Objects: 5 the field, 6 the widget where it is one of its own, 7 the form, 8 the annotations.
        var paper: SmallPDF {
            var small = SmallPDF()
            small.section = self.isHybrid ? .hybrid : .table
            let form = "<< /Fields [5 0 R] /NeedAppearances true >>"
            let annotations = "[\(self.hasKid ? 6 : 5) 0 R]"
            let widget = "/Type /Annot /Subtype /Widget /Rect [300 100 500 160] /P 3 0 R /F 4"
            small.catalog = "/AcroForm \(self.isFormDirect ? form : "7 0 R")"
            small.page += " /Annots \(self.areAnnotationsDirect ? annotations : "8 0 R")"
            small.objects = [
                self.hasKid ? "<< /FT /Sig /T (Approver) /Kids [6 0 R] >>" : "<< \(widget) /FT /Sig /T (Approver) >>",
                self.hasKid ? "<< \(widget) /Parent 5 0 R >>" : "null", form, annotations,
            ]
            return small
        }
    }

    private func request(_ field: String?) throws -> SignatureRequest {
        let font = try TrueTypeFont(contentsOf: "\(TrueTypeFont.liberationDirectory)/LiberationSans-Regular.ttf")
        return SignatureRequest(
            fieldName: field, appearance: .text(SignatureText(lines: ["Nguyễn Văn An"], font: font)), signedAt: SignedPaper.time)
    }

    @Test(arguments: Form.all)
    func `R33 a field somebody prepared is filled where it is, and a further one is added beside it`(form: Form) async throws {
        let signer = try await TestSigner()
        let paper = form.paper.bytes

        let once = try await signer.sign(SignaturePreparation.prepare(paper, self.request("Approver")))
        let twice = try await signer.sign(SignaturePreparation.prepare(once, self.request(nil)))

        #expect(once.starts(with: paper) && twice.starts(with: once))
        let document = try PDFDocument(bytes: twice)
        let fields = try document.signatureFields()
        #expect(fields.map(\.name) == ["Approver", "Signature1"] && fields.first?.reference == PDFReference(5))
        #expect(try document.acroForm()?["NeedAppearances"] == nil)
        let widget = try document.object(PDFReference(form.hasKid ? 6 : 5)).dictionaryValue
        #expect(PDFRectangle(widget?["Rect"]) == PDFRectangle(300, 100, 500, 160) && widget?["AP"] != nil)
        let annotations = try document.resolve(document.page(0).dictionary["Annots"]).arrayValue
        #expect(annotations?.count == 2 && annotations?.first == .reference(PDFReference(form.hasKid ? 6 : 5)))
        let report = try SignedPaper.changes(twice, after: "Approver")
        #expect(report.level == .formFilling && report.allowedByPermissions, "\(report.findings)")
        let verdict = try await TestSigner.judge(twice)
        // pdfsig takes a field whose widget is a kid for unsigned, whoever signed it.
        #expect(verdict.valid == (form.hasKid ? 1 : 2) && verdict.whole == 1)
        try await Referee.expectSound(TemporaryFile(twice))
    }

    @Test func `R33 pyHanko finds both signatures good in each form`() async throws {
        let signer = try await TestSigner()
        for form in Form.all where form.isFormDirect != form.areAnnotationsDirect && form.hasKid == form.isHybrid {
            let once = try await signer.sign(SignaturePreparation.prepare(form.paper.bytes, self.request("Approver")))
            let twice = try await signer.sign(SignaturePreparation.prepare(once, self.request(nil)))
            #expect(try await TestSigner.pyHanko(twice) == ["True True", "True True"], "\(form.testDescription)")
        }
    }
}
