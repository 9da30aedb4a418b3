import AuthoritySupport
import Clocks
import PAdES
import PDF
import PKI
import Synchronization
import TestSupport
import Testing

@Suite struct LevelSignerTests {
    @Test func `R39 signs and stamps in one go`() async throws {
        let fixture = try await LevelFixture.frozen()

        let signed = try await fixture.sign(level: .timestamped)

        let signature = try #require(try signed.signatures().first)
        let timestamps = try CMSSignature(contents: signature.contents).timestamps()
        #expect(signed.starts(with: TestPaper.blank))
        #expect(signature.coverage == .wholeFile)
        #expect(try timestamps.map { try TimestampToken(contents: $0).generatedAt } == [TestServices.signing])
    }

    @Test func `reserves what the real chain needs`() async throws {
        let fixture = try await LevelFixture.frozen()

        let signature = try #require(try await fixture.sign(by: "rsa3072", key: "rsa3072", scheme: .rsaPKCS1SHA256).signatures().first)

        let unused = signature.contents.count - signature.cms.count
        #expect((0..<1_400).contains(unused))
    }

    @Test func `grows the place and signs again when a timestamp does not fit`() async throws {
        let fixture = try await LevelFixture.frozen()
        let signer = try fixture.services.signer("p256")
        let builder = try CMSBuilder(
            certificate: signer.certificate, chain: [try fixture.services.certificate("interm")], scheme: .ecdsaP256SHA256)
        let asked = Mutex<Set<[UInt8]>>([])

        let outcome = try await LevelSigner(timestamps: try fixture.client(), timestampAllowance: 0).sign(
            TestPaper.blank, request: SignatureRequest(signedAt: fixture.now, reservedBytes: 0), builder: builder
        ) { attributes in
            _ = asked.withLock { $0.insert(attributes.digest) }
            return try signer.sign(digest: attributes.digest, scheme: attributes.scheme)
        }

        // Another place means another digest: the first signature is of no use.
        #expect(asked.withLock { $0.count } == 2)
        #expect(outcome.level == .timestamped)
        let report = try #require(try outcome.bytes.signatures().first)
        #expect(report.faults.isEmpty)
        #expect(try CMSSignature(contents: report.contents).timestamps().count == 1)
    }

    @Test func `R39 a chain that needs more room than was asked for gets it, and nothing is cut`() async throws {
        let fixture = try await LevelFixture.frozen()
        let signer = try fixture.services.signer("p256")
        let chain = try ["interm", "root", "tsa", "tsa2", "ocsp", "p384", "rsa2048", "rsa3072"].map { try fixture.services.certificate($0) }
        let builder = try CMSBuilder(certificate: signer.certificate, chain: chain, scheme: .ecdsaP256SHA256)

        let outcome = try await LevelSigner(timestamps: nil).sign(
            TestPaper.blank, request: SignatureRequest(signedAt: fixture.now, reservedBytes: 256), builder: builder
        ) { try signer.sign(digest: $0.digest, scheme: $0.scheme) }

        let signature = try #require(try outcome.bytes.signatures().first)
        #expect(signature.cms.count > 4_096 && signature.faults.isEmpty)
        let report = DocumentValidator(trust: try fixture.services.trust(), policy: ValidationPolicy(revocation: .recorded))
            .validate(outcome.bytes, at: fixture.now)
        #expect(report.indication == .valid, "\(report.detail)")
    }

    @Test func `does not sign when no authority stamps`() async throws {
        let fixture = try await LevelFixture.frozen(authority: "unknown")

        let error = await #expect(throws: PAdESError.self) { try await fixture.sign(level: .timestamped) }

        guard case .cryptography(let cause) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(cause.code == .timestampRefused)
    }

    @Test func `hands on what the signer's key said`() async throws {
        struct TokenRemoved: Error {}
        let fixture = try await LevelFixture.frozen()
        let builder = try CMSBuilder(certificate: try fixture.services.certificate("p256"), chain: [], scheme: .ecdsaP256SHA256)

        let error = await #expect(throws: PAdESError.self) {
            try await LevelSigner(timestamps: nil).sign(
                TestPaper.blank, request: SignatureRequest(signedAt: fixture.now), builder: builder
            ) { _ in throw TokenRemoved() }
        }

        guard case .key(let cause) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(cause is TokenRemoved)
    }
}
