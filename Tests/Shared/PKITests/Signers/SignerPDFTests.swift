import AuthoritySupport
import Clocks
import Foundation
import PDF
import PKI
import TestSupport
import Testing

/// Files signed by each signer from end to end, judged by pdfsig and pyHanko.
@Suite(.serialized) struct SignerPDFTests {
    @Test(arguments: SignerKind.allCases, SignerKind.cases)
    func `R38 a file signed by each signer is valid to the referees`(
        _ kind: SignerKind, _ example: (KeyAlgorithm, SignatureScheme)
    ) async throws {
        let (key, scheme) = example
        let root = try TestAuthority.shared(key).authority.root
        try await kind.with(key) { signer in
            let file = try await Self.sign(TestPaper.blank, by: signer, scheme: scheme)

            try await TemporaryDirectory.with { directory in
                try Referee.write(file, "signed.pdf", in: directory)
                try Referee.write(Array(root.pem.utf8), "root.pem", in: directory)
                let pdfsig = try await Referee.run("pdfsig", ["-nocert", "signed.pdf"], in: directory)
                let python = try #require(ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"])
                let pyHanko = try await Referee.run(
                    python,
                    [
                        "-m", "pyhanko", "sign", "validate", "--trust-replace", "--trust", "root.pem", "--no-revocation-check",
                        "--validation-time", "2026-03-05T02:00:00+00:00", "signed.pdf",
                    ], in: directory)
                #expect(pdfsig.text.contains("Signature Validation: Signature is Valid."), "\(pdfsig.text)")
                #expect(pdfsig.text.contains("Total document signed"), "\(pdfsig.text)")
                #expect(pyHanko.isSuccess, "\(pyHanko.text)")
            }
        }
    }

    static func sign(_ file: [UInt8], by signer: any DocumentSigner, scheme: SignatureScheme) async throws -> [UInt8] {
        let builder = try CMSBuilder(certificate: signer.certificate, chain: signer.chain, scheme: scheme)
        let prepared = try SignaturePreparation.prepare(
            file, SignatureRequest(signedAt: TestAuthority.now, reservedBytes: builder.reservedBytes))
        let digest = scheme.digestAlgorithm.digest(prepared.byteRange.pieces(of: prepared.bytes))
        let attributes = try builder.signedAttributes(contentDigest: digest)
        let value = try await signer.sign(attributes.digest, scheme: scheme)
        return try prepared.embed(cms: builder.build(attributes, contentDigest: digest, signature: value))
    }
}
