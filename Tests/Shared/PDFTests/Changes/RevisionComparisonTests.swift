import Clocks
import Foundation
import PDF
import PDFTestSupport
import Testing

/// Changes that honest software makes behind a signature.
@Suite struct RevisionComparisonTests {
    private func update(_ bytes: [UInt8], _ objects: [Int: String], extra: String = "") throws -> [UInt8] {
        var parts: [Int: [UInt8]] = [:]
        for (number, body) in objects { parts[number] = PDFSections.object(number, body) }
        return try PDFSections.appending(parts, to: bytes, extra: extra)
    }

    @Test func `nothing behind a signature is nothing`() throws {
        let report = try SignedPaper.changes(SignedPaper.signed())

        #expect(report.level == .nothing && report.findings.isEmpty && report.laterRevisions == 0)
        #expect(report.allowedByPermissions)
    }

    @Test func `an update that changes nothing, or writes an object anew as it was, is nothing`() throws {
        let signed = try SignedPaper.signed()
        let empty = try self.update(signed, [:])
        let same = try self.update(signed, [7: "<</BaseFont /Helvetica /Subtype /Type1 /Type /Font>>"])

        for bytes in [empty, same] {
            let report = try SignedPaper.changes(bytes)
            #expect(report.level == .nothing, "\(report.findings)")
            #expect(report.laterRevisions == 1)
        }
    }

    @Test(arguments: ["table", "object-streams"])
    func `validation data and document timestamps are no change`(kind: String) async throws {
        var bytes = SignedPaper.unsigned.bytes
        if kind == "object-streams" { bytes = try await SmallPDF.rewritten(bytes, ["--object-streams=generate"]) }
        bytes = try SignedPaper.sign(bytes)
        for round in 1...3 {
            bytes = try DocumentSecurityStore(
                certificates: [[0x30, 0x01, UInt8(round)]], ocsps: [[0x30, 0x01, UInt8(round)]], crls: [[0x30, 0x01, UInt8(round)]]
            ).appended(to: PDFDocument(bytes: bytes)).bytes
            bytes = try SignedPaper.sign(bytes, SignatureRequest(kind: .documentTimestamp, signedAt: SignedPaper.time, reservedBytes: 256))
        }

        let report = try SignedPaper.changes(bytes)

        #expect(report.level == .longTermData, "\(report.findings)")
        #expect(report.laterRevisions == 6)
        #expect(Set(report.findings.map(\.rule)) == [.validationData, .timestampAdded, .description])
    }

    @Test func `an odd entry for one signature in the validation data is tolerated`() throws {
        let bytes = try self.update(
            SignedPaper.signed(),
            [
                1: "<< /Type /Catalog /Pages 2 0 R /AcroForm 9 0 R /Metadata 16 0 R /DSS 40 0 R >>",
                40: "<< /VRI << /AB 41 0 R /CD << /TU (D:2026) /Odd 7 >> >> /Certs 42 0 R /Note (x) >>", 41: "<< /Cert [43 0 R] /TS 43 0 R >>",
                42: "[43 0 R null]", 43: "<< /Length 44 0 R >>\nstream\nabc\nendstream", 44: "3",
            ])

        // The form of the signed revision stands in object 9 or in the catalog; the catalog above repeats it.
        let report = try SignedPaper.changes(bytes)

        #expect(report.level == .longTermData, "\(report.findings)")
    }

    @Test func `R37 a further signature is form filling and the report of each signature counts its own successors`() throws {
        let first = try SignedPaper.signed()
        let second = try SignedPaper.sign(first)
        var seal = SignatureRequest(signedAt: SignedPaper.time, reservedBytes: 256)
        seal.fieldName = "Organisation"
        let third = try SignedPaper.sign(second, seal)

        let afterFirst = try SignedPaper.changes(third, after: "Signature1")
        let afterSecond = try SignedPaper.changes(third, after: "Signature2")
        let afterThird = try SignedPaper.changes(third, after: "Organisation")

        #expect(afterFirst.level == .formFilling && afterFirst.laterRevisions == 2, "\(afterFirst.findings)")
        #expect(afterFirst.findings.map(\.rule) == [.signatureAdded, .signatureAdded])
        #expect(afterSecond.level == .formFilling && afterSecond.laterRevisions == 1, "\(afterSecond.findings)")
        #expect(afterThird.level == .nothing)
        #expect(afterFirst.allowedByPermissions)
    }

    @Test func `R34 number and date filled in after the personal signature are form filling`() throws {
        let bytes = try self.update(
            SignedPaper.signed(),
            [
                10: "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Number) /Rect [100 600 200 620] /P 3 0 R /F 4 /V (12/QD-UBND) /M (D:2026) /AP << /N 30 0 R >> >>",
                30: "<< /Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F1 31 0 R >> >> /Length 2 >>\nstream\nq \nendstream",
                31: "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
            ])

        let report = try SignedPaper.changes(bytes)

        #expect(report.level == .formFilling, "\(report.findings)")
        #expect(report.findings.map(\.rule) == [.fieldFilled])
        #expect(report.allowedByPermissions)
    }

    @Test func `a field may also be filled by writing its appearance anew`() throws {
        let bytes = try self.update(
            SignedPaper.signed(),
            [
                10: "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Number) /Rect [100 600 200 620] /P 3 0 R /F 4 /V (12) /AP << /N 11 0 R >> >>",
                12: "<< /Type /Annot /Subtype /Widget /FT /Btn /T (Agree) /Rect [100 500 110 510] /P 3 0 R /F 4 /V /Yes /AS /Yes /AP << /N << /Yes 8 0 R /Off 11 0 R >> >> >>",
            ])

        let report = try SignedPaper.changes(bytes)

        #expect(report.level == .formFilling, "\(report.findings)")
    }

    @Test func `annotations are a level of their own that a certification may allow`() throws {
        let added = try self.update(
            SignedPaper.signed(),
            [18: "[30 0 R]", 30: "<< /Type /Annot /Subtype /FreeText /Rect [70 690 300 720] /P 4 0 R /AP << /N 31 0 R >> /Popup 32 0 R >>",
             31: SignedPaper.stream("/Type /XObject /Subtype /Form /BBox [0 0 230 30]", "1 g 0 0 230 30 re f"),
             32: "<< /Type /Annot /Subtype /Popup /Parent 30 0 R /Rect [0 0 1 1] >>"])
        let changed = try self.update(
            SignedPaper.signed(), [13: "<< /Type /Annot /Subtype /Text /Rect [10 10 20 20] /Contents (other) /P 3 0 R >>"])

        let first = try SignedPaper.changes(added), second = try SignedPaper.changes(changed)

        #expect(first.level == .annotations, "\(first.findings)")
        #expect(first.findings.first?.page == 2 && first.findings.first?.rule == .annotationAdded)
        #expect(!first.allowedByPermissions)
        #expect(second.level == .annotations && second.findings.map(\.rule) == [.annotationChanged], "\(second.findings)")
    }

    @Test func `information and metadata may follow`() throws {
        let bytes = try self.update(
            SignedPaper.signed(),
            [14: "<< /Title (Paper) /ModDate (D:2026) >>", 16: SignedPaper.stream("/Type /Metadata /Subtype /XML", "<y/>")],
            extra: "/Info 14 0 R")

        let report = try SignedPaper.changes(bytes)

        #expect(report.level == .longTermData, "\(report.findings)")
        #expect(report.findings.map(\.rule) == [.description, .description])
    }

    @Test(arguments: [(1, ChangeLevel.longTermData), (2, .formFilling), (3, .annotations)])
    func `the certification says how far a change may go`(permission: Int, level: ChangeLevel) throws {
        var paper = SignedPaper.unsigned
        paper.objects[0] = "<< /Type /Catalog /Pages 2 0 R /AcroForm 9 0 R /Perms << /DocMDP 19 0 R >> >>"
        paper.objects.append("<< /Type /Sig /Reference [<< /TransformMethod /DocMDP /TransformParams << /P \(permission) /V /1.2 >> >>] >>")
        let bytes = try SignedPaper.sign(paper.bytes, SignatureRequest(kind: .documentTimestamp, signedAt: SignedPaper.time, reservedBytes: 256))
        let filled = try self.update(
            bytes, [10: "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Number) /Rect [100 600 200 620] /P 3 0 R /F 4 /V (12) /AP << /N 11 0 R >> >>"])

        let report = try SignedPaper.changes(filled)

        #expect(report.permittedLevel == level)
        #expect(report.level == .formFilling, "\(report.findings)")
        #expect(report.allowedByPermissions == (permission > 1))
    }

    @Test(arguments: [
        ("/Lock << /Action /All >>", false), ("/Lock << /Action /Include /Fields [(Number)] >>", false),
        ("/Lock << /Action /Include /Fields [(Agree)] >>", true), ("/Lock << /Action /Exclude /Fields [(Number)] >>", true),
        ("/Lock << /Action /Exclude /Fields [(Agree)] >>", false), ("/Lock << /Action /Include /Fields [(Agree)] /P 1 >>", false),
    ])
    func `a field that a signature locks may not be filled`(lock: String, isAllowed: Bool) throws {
        var paper = SignedPaper.unsigned
        paper.objects[14] = "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Organisation) /Rect [300 100 400 200] /P 3 0 R /F 4 \(lock) >>"
        var request = SignatureRequest(signedAt: SignedPaper.time, reservedBytes: 256)
        request.fieldName = "Organisation"
        let bytes = try self.update(
            SignedPaper.sign(paper.bytes, request),
            [10: "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Number) /Rect [100 600 200 620] /P 3 0 R /F 4 /V (12) /AP << /N 11 0 R >> >>"])

        let report = try SignedPaper.changes(bytes)

        #expect(report.level == .formFilling, "\(report.findings)")
        #expect(report.allowedByPermissions == isAllowed, "\(report.findings)")
    }

    @Test func `pyHanko sees the same levels in files of honest software`() async throws {
        let python = try #require(ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"])
        // pyHanko refuses a pointer at an object that is not there, and metadata that are no XMP.
        var paper = SignedPaper.unsigned
        paper.objects[3] = paper.objects[3].replacingOccurrences(of: "[6 0 R 99 0 R]", with: "[6 0 R]")
        paper.objects[0] = paper.objects[0].replacingOccurrences(of: " /Metadata 16 0 R", with: "")
        let signed = try await TestSigner().sign(SignaturePreparation.prepare(paper.bytes, SignatureRequest(signedAt: SignedPaper.time)))
        // The level does not depend on what the timestamp's CMS says, so that of a signer stands in.
        let stamped = try await TestSigner().sign(
            SignaturePreparation.prepare(
                DocumentSecurityStore(crls: [[0x30, 0x00]]).appended(to: PDFDocument(bytes: signed)).bytes,
                SignatureRequest(kind: .documentTimestamp, signedAt: SignedPaper.time)))
        let twice = try await TestSigner().sign(SignaturePreparation.prepare(stamped, SignatureRequest(signedAt: SignedPaper.time)))
        let script = """
            import sys
            from pyhanko.pdf_utils.reader import PdfFileReader
            signature = PdfFileReader(open(sys.argv[1], 'rb')).embedded_regular_signatures[0]
            signature.compute_integrity_info()
            print(getattr(signature.diff_result, 'modification_level', signature.diff_result))
            """

        for (bytes, level, theirs) in [(signed, ChangeLevel.nothing, "NONE"), (stamped, .longTermData, "LTA_UPDATES"), (twice, .formFilling, "FORM_FILLING")] {
            let file = try TemporaryFile(bytes)
            let verdict = try await Referee.run(python, ["-c", script, file.path])
            #expect(verdict.output.contains(theirs), "\(verdict.output) \(verdict.errors)")
            #expect(try SignedPaper.changes(bytes).level == level)
        }
    }
}
