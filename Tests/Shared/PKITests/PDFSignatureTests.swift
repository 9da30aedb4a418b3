import AuthoritySupport
import Clocks
import Foundation
import PDF
import PKI
import TestSupport
import Testing

/// Signed files judged by programs that are not ours: pdfsig of poppler and pyHanko.
@Suite(.serialized) struct PDFSignatureTests {
    /// The certificates begin today, because the referees judge by the clock of the machine.
    static let now = SystemClock().now()

    @Test(arguments: CMSBuilderTests.schemes)
    func `referees call a signed file valid and see a changed bit`(_ key: KeyAlgorithm, _ scheme: SignatureScheme) async throws {
        let test = try TestAuthority(key: key, now: Self.now)
        let signed = try Self.sign(TestPaper.blank, by: test.officer, scheme: scheme)
        let changed = try Self.flippingBit(of: signed)

        try await TemporaryDirectory.with { directory in
            let good = try await Self.referees(signed, root: test.authority.root, in: directory)
            let bad = try await Self.referees(changed, root: test.authority.root, in: directory)

            #expect(good.pdfsig.contains("Signature Validation: Signature is Valid."), "\(good.pdfsig)")
            #expect(good.pdfsig.contains("Total document signed"), "\(good.pdfsig)")
            #expect(good.pdfsig.contains("ETSI.CAdES.detached"))
            #expect(good.pyHanko.isSuccess, "\(good.pyHanko.text)")
            #expect(bad.pdfsig.contains("Digest Mismatch"), "\(bad.pdfsig)")
            #expect(!bad.pyHanko.isSuccess, "\(bad.pyHanko.text)")
        }
        #expect(try Self.ownVerdicts(signed, test).map(\.indication) == [.valid])
        #expect(try Self.ownVerdicts(changed, test).map(\.subIndication) == [.hashFailure])
    }

    @Test func `R37 signatures of different algorithms stand in one file`() async throws {
        let test = try TestAuthority(now: Self.now)
        var file = TestPaper.blank
        for (key, scheme) in CMSBuilderTests.schemes.prefix(3) {
            let signer = try test.authority.issue(
                to: TestAuthority.officer, key: key, notBefore: Self.now - .seconds(60), notAfter: Self.now + .seconds(86_400))
            let before = file
            file = try Self.sign(file, by: signer, scheme: scheme)
            #expect(file.starts(with: before))
        }

        try await TemporaryDirectory.with { directory in
            let answers = try await Self.referees(file, root: test.authority.root, in: directory)

            #expect(answers.pdfsig.components(separatedBy: "Signature Validation: Signature is Valid.").count == 4, "\(answers.pdfsig)")
            #expect(answers.pyHanko.isSuccess, "\(answers.pyHanko.text)")
        }
        #expect(try Self.ownVerdicts(file, test).map(\.indication) == [.valid, .valid, .valid])
    }

    /// The file with an incremental update that signs it.
    static func sign(_ file: [UInt8], by identity: DevelopmentIdentity, scheme: SignatureScheme) throws -> [UInt8] {
        let builder = try CMSBuilder(certificate: identity.certificate, chain: identity.chain, scheme: scheme)
        let prepared = try SignaturePreparation.prepare(
            file, SignatureRequest(signedAt: Self.now, reservedBytes: builder.reservedBytes))
        let digest = scheme.digestAlgorithm.digest(prepared.byteRange.pieces(of: prepared.bytes))
        let attributes = try builder.signedAttributes(contentDigest: digest)
        let value = try identity.signer().sign(digest: attributes.digest, scheme: scheme)
        return try prepared.embed(cms: builder.build(attributes, contentDigest: digest, signature: value))
    }

    private static func ownVerdicts(_ file: [UInt8], _ test: TestAuthority) throws -> [SignatureReport] {
        let validator = SignatureValidator(trust: test.trust)
        return try RevisionMap(PDFDocument(bytes: file)).signatures.map { signature in
            let range = try #require(signature.byteRange)
            return validator.validate(
                contents: signature.contents, content: range.pieces(of: file), signingTime: SigningTime(Self.now, .recorded), now: Self.now)
        }
    }

    private static func referees(
        _ file: [UInt8], root: Certificate, in directory: String
    ) async throws -> (pdfsig: String, pyHanko: Referee.Answer) {
        try Referee.write(file, "signed.pdf", in: directory)
        try Referee.write(Array(root.pem.utf8), "root.pem", in: directory)
        let pdfsig = try await Referee.run("pdfsig", ["-nocert", "signed.pdf"], in: directory)
        let python = try #require(
            ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"], "HOSO_TEST_PYTHON names no Python with pyHanko; run make test")
        let pyHanko = try await Referee.run(
            python,
            ["-m", "pyhanko", "sign", "validate", "--trust-replace", "--trust", "root.pem", "--no-revocation-check", "signed.pdf"],
            in: directory)
        return (pdfsig.text, pyHanko)
    }

    /// One bit of the page's text, which the first span covers and every parser still reads.
    private static func flippingBit(of file: [UInt8]) throws -> [UInt8] {
        let needle = Array("Xin chao".utf8)
        let start = try #require(file.indices.first { file[$0...].starts(with: needle) })
        var changed = file
        changed[start] ^= 0x01
        return changed
    }
}

extension SignatureByteRange {
    /// The covered spans of a file; the range was checked before.
    func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        [bytes[..<self.firstLength], bytes[self.secondOffset..<(self.secondOffset + self.secondLength)]]
    }
}
