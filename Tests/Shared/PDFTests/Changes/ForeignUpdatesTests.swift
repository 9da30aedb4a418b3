import Foundation
import PDF
import PDFTestSupport
import Testing

/// Updates that another program writes behind its own signatures.
@Suite struct ForeignUpdatesTests {
    /// Runs a script of pyHanko over the paper; it writes a file after each step.
    private func steps(_ script: String, _ paper: [UInt8]) async throws -> [[UInt8]] {
        let python = try #require(ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"])
        let key = try TemporaryFile(name: "key.pem"), certificate = try TemporaryFile(name: "certificate.pem")
        let made = try await Referee.run("openssl", [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=Tester", "-keyout", key.path, "-out", certificate.path,
        ])
        #expect(made.succeeded, "\(made.errors)")
        let source = try TemporaryFile(paper), last = try TemporaryFile(name: "step")
        let head = """
            import sys, io, logging
            logging.disable(logging.CRITICAL)
            from pyhanko.sign import signers, fields
            from pyhanko.pdf_utils import generic
            from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
            from pyhanko.pdf_utils.reader import PdfFileReader
            from pyhanko.stamp import TextStampStyle
            from pyhanko.sign.validation.dss import DocumentSecurityStore
            signer = signers.SimpleSigner.load(sys.argv[1], sys.argv[2])
            data = open(sys.argv[3], 'rb').read()
            count = 0
            def writer():
                return IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
            def keep(new):
                global data, count
                assert new.startswith(data)
                data = new
                count += 1
                open(sys.argv[4] + str(count), 'wb').write(data)
            def finish(w):
                out = io.BytesIO()
                w.write(out)
                keep(out.getvalue())
            def sign(name, **more):
                meta = signers.PdfSignatureMetadata(field_name=name, subfilter=fields.SigSeedSubFilter.PADES)
                style = more.pop('style', None)
                keep(signers.PdfSigner(meta, signer, stamp_style=style, **more).sign_pdf(writer()).getvalue())

            """
        let verdict = try await Referee.run(python, ["-c", head + script, key.path, certificate.path, source.path, last.path])
        #expect(verdict.succeeded, "\(verdict.errors)")
        var files: [[UInt8]] = []
        while FileManager.default.fileExists(atPath: "\(last.path)\(files.count + 1)") {
            files.append([UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(last.path)\(files.count + 1)"))))
        }
        return files
    }

    private var paper: SmallPDF {
        var paper = SignedPaper.unsigned
        paper.objects[3] = paper.objects[3].replacingOccurrences(of: "[6 0 R 99 0 R]", with: "[6 0 R]")
        paper.objects[0] = paper.objects[0].replacingOccurrences(of: " /Metadata 16 0 R", with: "")
        return paper
    }

    @Test(arguments: ["table", "object-streams"])
    func `signatures, stamps, fields and validation data of pyHanko are told apart`(kind: String) async throws {
        var bytes = self.paper.bytes
        if kind == "object-streams" { bytes = try await SmallPDF.rewritten(bytes, ["--object-streams=generate"]) }
        let files = try await self.steps(
            """
            sign('First')
            out = io.BytesIO(data)
            contents = PdfFileReader(io.BytesIO(data), strict=False).embedded_signatures[0].pkcs7_content.hex().encode('ascii')
            DocumentSecurityStore.add_dss(out, sig_contents=contents, certs=[signer.signing_cert])
            keep(out.getvalue())
            w = writer()
            field = w.root['/AcroForm']['/Fields'][0]
            field['/V'] = generic.pdf_string('12/QD-UBND')
            w.update_container(field)
            finish(w)
            sign('Second', style=TextStampStyle(stamp_text='Signed'), new_field_spec=fields.SigFieldSpec('Second', box=(300, 300, 400, 340)))
            sign('Organisation', style=TextStampStyle(stamp_text='Seal'))
            w = writer()
            page = w.root['/Pages']['/Kids'][0]
            note = generic.DictionaryObject({generic.NameObject('/Type'): generic.NameObject('/Annot'), generic.NameObject('/Subtype'): generic.NameObject('/Square'),
                generic.NameObject('/Rect'): generic.ArrayObject([generic.NumberObject(n) for n in (70, 690, 300, 720)])})
            page['/Annots'].append(w.add_object(note))
            w.update_container(page['/Annots'])
            finish(w)
            w = writer()
            content = w.root['/Pages']['/Kids'][0]['/Contents']
            content._data = b'BT ET'
            content._encoded_data = None
            w.update_container(content)
            finish(w)
            """, bytes)

        let levels: [ChangeLevel] = [.nothing, .longTermData, .formFilling, .formFilling, .formFilling, .annotations, .other]
        #expect(files.count == levels.count)
        for (file, level) in zip(files, levels) {
            let report = try SignedPaper.changes(file, after: "First")
            #expect(report.level == level, "\(report.findings)")
        }
        let last = try #require(files.last)
        #expect(try SignedPaper.changes(last, after: "First").findings.contains { $0.rule == .pageContent && $0.page == 1 })
    }
}
