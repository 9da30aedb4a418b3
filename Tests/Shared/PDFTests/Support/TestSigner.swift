import Foundation
import PDF
import Testing

/// Signs prepared documents with a throw-away key and the openssl program.
struct TestSigner {
    private let key: TemporaryFile
    private let certificate: TemporaryFile

    init() async throws {
        self.key = try TemporaryFile(name: "key.pem")
        self.certificate = try TemporaryFile(name: "certificate.pem")
        let verdict = try await Referee.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "36500", "-utf8",
                "-subj", "/CN=Nguyen Van A", "-keyout", self.key.path, "-out", self.certificate.path,
            ])
        guard verdict.succeeded else { throw RefereeFailure(reason: verdict.errors) }
    }

    func sign(_ prepared: PreparedSignature) async throws -> [UInt8] {
        let range = prepared.byteRange
        let covered = try TemporaryFile(Array(prepared.bytes[..<range.firstLength] + prepared.bytes[range.secondOffset...]), "covered.bin")
        return try prepared.embed(cms: try await self.cms(over: covered))
    }

    /// The CMS over a file of covered bytes.
    func cms(over covered: TemporaryFile) async throws -> [UInt8] {
        let target = try TemporaryFile(name: "signature.der")
        let verdict = try await Referee.run(
            "openssl",
            [
                "cms", "-sign", "-binary", "-cades", "-md", "sha256", "-in", covered.path, "-signer", self.certificate.path,
                "-inkey", self.key.path, "-outform", "DER", "-out", target.path,
            ])
        guard verdict.succeeded else { throw RefereeFailure(reason: verdict.errors) }
        return try target.bytes()
    }

    /// What pdfsig says of each signature: whether the digest fits, and whether the whole document is covered.
    static func judge(_ bytes: [UInt8]) async throws -> (valid: Int, whole: Int) {
        let file = try TemporaryFile(bytes, "signed.pdf")
        let output = try await Referee.run("pdfsig", ["-nocert", file.path]).output
        return (
            output.components(separatedBy: "Signature Validation: Signature is Valid").count - 1,
            output.components(separatedBy: "- Total document signed").count - 1
        )
    }

    /// What pyHanko says of each signature that is no timestamp: whether it is intact and valid.
    static func pyHanko(_ bytes: [UInt8]) async throws -> [String] {
        let file = try TemporaryFile(bytes, "signed.pdf")
        let python = try #require(ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"])
        let script = """
            import sys, logging
            logging.disable(logging.CRITICAL)
            from pyhanko.pdf_utils.reader import PdfFileReader
            from pyhanko.sign.validation import validate_pdf_signature
            for signature in PdfFileReader(open(sys.argv[1], 'rb'), strict=False).embedded_regular_signatures:
                status = validate_pdf_signature(signature)
                print(status.intact, status.valid)
            """
        let verdict = try await Referee.run(python, ["-c", script, file.path])
        #expect(verdict.succeeded, "\(verdict.errors)")
        return verdict.output.split(separator: "\n").map(String.init)
    }
}
