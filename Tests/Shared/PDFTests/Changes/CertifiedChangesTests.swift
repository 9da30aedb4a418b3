import Foundation
import PDF
import PDFTestSupport
import Testing

/// What happens behind a certification, judged by us and by pyHanko.
@Suite struct CertifiedChangesTests {
    /// One thing that happens after the certification.
    enum Later: String, CaseIterable, Sendable {
        case nothing, validationData, documentTimestamp, fieldFilled, fieldSigned, hiddenSignature, shownField, note, content

        /// The least permission it needs; 4 when none is enough.
        var needed: Int {
            switch self {
            case .nothing, .validationData, .documentTimestamp: 1
            case .fieldFilled, .fieldSigned, .hiddenSignature: 2
            case .note, .shownField: 3
            case .content: 4
            }
        }

        func apply(to bytes: [UInt8], _ signer: TestSigner) async throws -> [UInt8] {
            func update(_ objects: [Int: String]) throws -> [UInt8] {
                var parts: [Int: [UInt8]] = [:]
                for (number, body) in objects { parts[number] = PDFSections.object(number, body) }
                return try PDFSections.appending(parts, to: bytes, size: max(PDFDocument(bytes: bytes).size, (objects.keys.max() ?? 0) + 1))
            }
            let time = SignedPaper.time
            switch self {
            case .nothing: return bytes
            case .validationData: return try DocumentSecurityStore(crls: [[0x30, 0x00]]).appended(to: PDFDocument(bytes: bytes)).bytes
            case .documentTimestamp:
                return try await signer.sign(SignaturePreparation.prepare(bytes, SignatureRequest(kind: .documentTimestamp, signedAt: time)))
            case .fieldFilled:
                return try update([
                    10: "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Number) /Rect [100 600 200 620] /P 3 0 R /F 4 /V (12) /AP << /N 11 0 R >> >>"
                ])
            case .fieldSigned, .hiddenSignature:
                let name = self == .fieldSigned ? "Organisation" : nil
                return try await signer.sign(SignaturePreparation.prepare(bytes, SignatureRequest(fieldName: name, signedAt: time)))
            case .shownField:
                let signed = try PDFDocument(bytes: bytes).signatureFields().compactMap { $0.isFilled ? $0.reference?.number : nil }.last ?? 0
                return try update([
                    9: "<< /Fields [10 0 R 12 0 R 15 0 R \(signed) 0 R 40 0 R] /DA (/F1 10 Tf) /DR << /Font << /F1 7 0 R >> >> /SigFlags 3 >>",
                    18: "[40 0 R]", 40: "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Seal) /Rect [300 300 400 400] /P 4 0 R /F 132 >>",
                ])
            case .note: return try update([18: "[40 0 R]", 40: "<< /Type /Annot /Subtype /Text /Rect [70 690 90 710] /Contents (x) /P 4 0 R >>"])
            case .content: return try update([6: SignedPaper.stream("", "BT /F1 12 Tf 72 700 Td (Another page) Tj ET")])
            }
        }
    }

    @Test(arguments: CertifiedChanges.allCases)
    func `R36 we and pyHanko agree whether a certification was kept`(permitted: CertifiedChanges) async throws {
        let python = try #require(ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"])
        let signer = try await TestSigner()
        // pyHanko refuses a pointer at an object that is not there, and metadata that are no XMP.
        var paper = SignedPaper.unsigned
        paper.objects[3] = paper.objects[3].replacingOccurrences(of: "[6 0 R 99 0 R]", with: "[6 0 R]")
        paper.objects[0] = paper.objects[0].replacingOccurrences(of: " /Metadata 16 0 R", with: "")
        let request = SignatureRequest(signedAt: SignedPaper.time, certification: permitted)
        let certified = try await signer.sign(SignaturePreparation.prepare(paper.bytes, request))
        let script = """
            import sys
            from pyhanko.pdf_utils.reader import PdfFileReader
            signature = PdfFileReader(open(sys.argv[1], 'rb')).embedded_regular_signatures[0]
            signature.compute_integrity_info()
            print(signature.docmdp_level.value, bool(signature.summarise_integrity_info()['docmdp_ok']))
            """

        for later in Later.allCases {
            let bytes: [UInt8]
            do {
                bytes = try await later.apply(to: certified, signer)
            } catch let error as PDFError {
                // Our own signer does not even try.
                #expect(error.code == .changesForbidden && permitted == .nothing && later.needed == 2, "\(later): \(error)")
                continue
            }
            let report = try SignedPaper.changes(bytes)
            let file = try TemporaryFile(bytes)
            let verdict = try await Referee.run(python, ["-c", script, file.path])
            #expect(report.allowedByPermissions == (later.needed <= permitted.rawValue), "\(later): \(report.findings)")
            // pyHanko says of itself that it was not made for P 3, and takes annotations for a manipulation.
            if permitted == .annotations, later.needed == 3 { continue }
            #expect(
                verdict.output.split(separator: "\n").last == "\(permitted.rawValue) \(report.allowedByPermissions ? "True" : "False")",
                "\(later): \(verdict.output) \(verdict.errors) \(report.findings)")
        }
    }

    @Test func `R36 a visible field that came after the certification is named`() async throws {
        let certified = try SignedPaper.sign(
            SignedPaper.unsigned.bytes, SignatureRequest(signedAt: SignedPaper.time, certification: .formFilling, reservedBytes: 256))

        let report = try SignedPaper.changes(try await Later.shownField.apply(to: certified, TestSigner()))

        #expect(report.violations.map(\.rule) == [.shownAfterCertification], "\(report.findings)")
        for rule in ChangeRule.allCases { #expect(!rule.vietnamese.isEmpty && !rule.english.isEmpty) }
    }
}
