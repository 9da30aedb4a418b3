import Clocks
import Foundation
import PDF
import PDFTestSupport
import Testing

@Suite struct DocumentSecurityStoreTests {
    let request = SignatureRequest(signedAt: UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest)
    let store = DocumentSecurityStore(certificates: [[0x30, 0x01, 0x41], [0x30, 0x01, 0x42]], ocsps: [[0x30, 0x01, 0x43]], crls: [[0x30, 0x01, 0x44]])

    /// A store whose parts are all objects of their own, with an odd entry for a signature.
    private var foreign: SmallPDF {
        var small = SmallPDF()
        small.catalog = "/DSS 5 0 R"
        small.objects = [
            "<< /Certs 6 0 R /VRI << /odd 7 >> /Note (kept) >>", "[8 0 R null 9]", "<< /Cert [9 0 R] /TU (D:2026) >>",
            "<< /Length 3 >>\nstream\n0\u{1}A\nendstream", "<< /Length 3 >>\nstream\n0\u{1}Z\nendstream",
        ]
        return small
    }

    @Test(arguments: ["table", "object-streams", "hybrid"])
    func `R35 carries the validation data behind a signature and reads it back`(kind: String) async throws {
        var small = SmallPDF()
        if kind == "hybrid" { small.section = .hybrid }
        var bytes = small.bytes
        if kind == "object-streams" { bytes = try await SmallPDF.rewritten(bytes, ["--object-streams=generate"]) }
        let signed = try await TestSigner().sign(SignaturePreparation.prepare(bytes, self.request))

        let increment = try self.store.appended(to: PDFDocument(bytes: signed))

        #expect(increment.bytes.starts(with: signed))
        #expect(try PDFDocument(bytes: increment.bytes).securityStore() == self.store)
        #expect(try await TestSigner.judge(increment.bytes).valid == 1)
        try await Referee.expectSound(TemporaryFile(increment.bytes))
    }

    @Test func `what is there already is not written again`() throws {
        let once = try self.store.appended(to: PDFDocument(bytes: SmallPDF().bytes)).bytes

        let same = try self.store.appended(to: PDFDocument(bytes: once))
        let more = try PDFDocument(bytes: once).addingToSecurityStore(
            certificates: [[0x30, 0x01, 0x41], [0x30, 0x01, 0x45], [0x30, 0x01, 0x45]])

        #expect(same.bytes == once && same.originalLength == once.count)
        let read = try PDFDocument(bytes: more.bytes).securityStore()
        #expect(read.certificates == self.store.certificates + [[0x30, 0x01, 0x45]])
        #expect(read.ocsps == self.store.ocsps)
        #expect(String(decoding: more.bytes[more.originalLength...], as: UTF8.self).components(separatedBy: "stream\n").count == 3)
    }

    @Test func `extends a store of others, keeps its entries and rewrites the smallest object`() throws {
        let before = self.foreign.bytes

        let increment = try DocumentSecurityStore(certificates: [[0x30, 0x01, 0x42]]).appended(to: PDFDocument(bytes: before))

        let document = try PDFDocument(bytes: increment.bytes)
        #expect(try document.securityStore().certificates == [[0x30, 0x01, 0x41], [0x30, 0x01, 0x42]])
        let added = String(decoding: increment.bytes[increment.originalLength...], as: UTF8.self)
        #expect(added.contains("\n6 0 obj\n[8 0 R null 9 ") || added.hasPrefix("6 0 obj\n[8 0 R null 9 "))
        #expect(try document.object(PDFReference(5)).dictionaryValue?["Note"]?.textValue == "kept")
        #expect(try document.object(PDFReference(5)).dictionaryValue?["VRI"]?.dictionaryValue?["odd"] == .integer(7))
    }

    @Test func `reads what only an entry for one signature points at`() throws {
        var small = self.foreign
        small.objects[0] = "<< /Certs 6 0 R /VRI << /AB 7 0 R >> >>"

        let read = try PDFDocument(bytes: small.bytes).securityStore()

        #expect(read.certificates == [[0x30, 0x01, 0x41], [0x30, 0x01, 0x5A]])
    }

    @Test func `a store that is no dictionary is replaced and one without streams is empty`() throws {
        var small = SmallPDF()
        small.catalog = "/DSS [1 2]"
        let document = try PDFDocument(bytes: small.bytes)

        #expect(try document.securityStore().isEmpty)
        let bytes = try self.store.appended(to: document).bytes

        #expect(try PDFDocument(bytes: bytes).securityStore() == self.store)
    }

    @Test func `notes the extension before PDF 2 and not after`() throws {
        let old = try self.store.appended(to: PDFDocument(bytes: SmallPDF().bytes)).bytes
        var small = SmallPDF()
        small.catalog = "/Version /2.0"
        let new = try self.store.appended(to: PDFDocument(bytes: small.bytes)).bytes

        let extensions = try PDFDocument(bytes: old).catalog["Extensions"]?.dictionaryValue
        #expect(extensions?["ESIC"]?.dictionaryValue?["ExtensionLevel"] == .integer(1))
        #expect(try PDFDocument(bytes: new).catalog["Extensions"] == nil)
    }

    @Test func `a bomb in the store is refused and an empty value is not written`() throws {
        var small = SmallPDF()
        small.catalog = "/DSS << /CRLs [5 0 R] >>"
        let bytes = try PDFSections.appending(
            [5: PDFSections.stream(5, "/Filter /FlateDecode", Bomb.deflated())], to: small.bytes)

        #expect(throws: PDFError(code: .tooLarge, message: "")) { try PDFDocument(bytes: bytes).securityStore() }
        #expect(throws: PDFError(code: .badInput, message: "")) {
            try DocumentSecurityStore(crls: [[]]).appended(to: PDFDocument(bytes: SmallPDF().bytes))
        }
    }

    @Test func `a certification that allows no change allows a timestamp of its own`() throws {
        var small = SmallPDF()
        small.catalog = "/AcroForm << /Fields [] >> /Perms << /DocMDP 5 0 R >>"
        small.objects = ["<< /Type /Sig /Reference [<< /TransformMethod /DocMDP /TransformParams << /P 1 /V /1.2 >> >>] >>"]

        #expect(throws: PDFError(code: .changesForbidden, message: "")) { try SignaturePreparation.prepare(small.bytes, self.request) }
        var timestamp = self.request
        timestamp.kind = .documentTimestamp
        #expect(throws: Never.self) { try SignaturePreparation.prepare(small.bytes, timestamp) }
    }

    @Test func `pyHanko reads the certificates that were written`() async throws {
        let key = try TemporaryFile(name: "key.pem")
        let certificate = try TemporaryFile(name: "certificate.der")
        _ = try await Referee.run("openssl", [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=Test", "-keyout", key.path,
            "-outform", "DER", "-out", certificate.path,
        ])
        let bytes = try PDFDocument(bytes: SmallPDF().bytes).addingToSecurityStore(certificates: [try certificate.bytes()]).bytes
        let file = try TemporaryFile(bytes)
        let python = try #require(ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"])

        let script = """
            import sys
            from pyhanko.pdf_utils.reader import PdfFileReader
            from pyhanko.sign.validation.dss import DocumentSecurityStore
            store = DocumentSecurityStore.read_dss(PdfFileReader(open(sys.argv[1], 'rb')))
            print([c.subject.native['common_name'] for c in store.load_certs()])
            """
        let verdict = try await Referee.run(python, ["-c", script, file.path])

        #expect(verdict.output == "['Test']\n", "\(verdict.errors)")
    }
}
