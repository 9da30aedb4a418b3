import AuthoritySupport
import Clocks
import PKI
import TestSupport
import Testing

@Suite struct CMSBuilderTests {
    static let content = Array("Quyết định về việc cấp giấy phép".utf8)
    static let schemes: [(KeyAlgorithm, SignatureScheme)] = [
        (.p256, .ecdsaP256SHA256), (.p384, .ecdsaP384SHA384), (.rsa(bits: 2048), .rsaPKCS1SHA256),
        (.rsa(bits: 2048), .rsaPSSSHA256),
    ]
    static let cases: [(KeyAlgorithm, SignatureScheme)] =
        Self.schemes + [(.rsa(bits: 3072), .rsaPKCS1SHA256), (.rsa(bits: 4096), .rsaPKCS1SHA256)]

    @Test(arguments: Self.cases)
    func `OpenSSL accepts what is built as CAdES`(_ key: KeyAlgorithm, _ scheme: SignatureScheme) async throws {
        let test = try TestAuthority.shared(key)
        let signature = try test.officer.sign(Self.content, scheme: scheme)

        let answer = try await TemporaryDirectory.with { directory in
            try Referee.write(signature, "s.cms", in: directory)
            try Referee.write(Self.content, "c.bin", in: directory)
            try Referee.write(Array(test.authority.root.pem.utf8), "root.pem", in: directory)
            let time = TestAuthority.now.microsecondsSinceEpoch / 1_000_000
            return try await Referee.openssl(
                "cms -verify -cades -inform DER -in s.cms -content c.bin -CAfile root.pem -purpose any -binary -attime \(time) -out /dev/null",
                in: directory)
        }

        #expect(answer.isSuccess, "\(answer.text)")
    }

    @Test(arguments: Self.cases)
    func `fits into what it says must be reserved`(_ key: KeyAlgorithm, _ scheme: SignatureScheme) throws {
        let identity = try TestAuthority.shared(key).officer
        let builder = try CMSBuilder(certificate: identity.certificate, chain: identity.chain, scheme: scheme)

        #expect(try identity.sign(Self.content, scheme: scheme).count <= builder.reservedBytes)
    }

    @Test func `carries the three baseline attributes and no signing-time`() async throws {
        let signature = try TestAuthority().officer.sign(Self.content)

        let answer = try await TemporaryDirectory.with { directory in
            try Referee.write(signature, "s.cms", in: directory)
            return try await Referee.openssl("cms -cmsout -print -noout -inform DER -in s.cms", in: directory)
        }

        #expect(answer.text.contains("contentType (1.2.840.113549.1.9.3)"))
        #expect(answer.text.contains("messageDigest (1.2.840.113549.1.9.4)"))
        #expect(answer.text.contains("id-smime-aa-signingCertificateV2 (1.2.840.113549.1.9.16.2.47)"))
        #expect(!answer.text.contains("signingTime"))
    }

    @Test func `sorts the attributes as DER demands`() throws {
        let identity = try TestAuthority().officer
        let builder = try CMSBuilder(certificate: identity.certificate, chain: identity.chain, scheme: .ecdsaP256SHA256)

        let set = try builder.signedAttributes(contentDigest: DigestAlgorithm.sha256.digest(Self.content)).derSetOf

        // After the header: content-type (0x18 long), message-digest (0x2F long), then the reference to the certificate.
        let members = Array(set.dropFirst(set[1] == 0x81 ? 3 : 4))
        #expect(set[0] == 0x31)
        #expect(Array(members[0..<2]) == [0x30, 0x18])
        #expect(Array(members[26..<28]) == [0x30, 0x2F])
        #expect(members[75] == 0x30)
        #expect(members[76] > 0x2F)
    }

    @Test func `R38 embeds only a value made by the key of the certificate`() throws {
        let test = try TestAuthority()
        let other = try test.identity()
        let builder = try CMSBuilder(certificate: test.officer.certificate, chain: [], scheme: .ecdsaP256SHA256)
        let digest = DigestAlgorithm.sha256.digest(Self.content)
        let attributes = try builder.signedAttributes(contentDigest: digest)
        let foreign = try other.signer().sign(digest: attributes.digest, scheme: .ecdsaP256SHA256)

        for value in [foreign, [], [0x30, 0x00], [UInt8](repeating: 0xFF, count: 72)] {
            #expect(throws: PKIError(code: .keyDoesNotMatch, message: "")) {
                try builder.build(attributes, contentDigest: digest, signature: value)
            }
        }
    }

    @Test func `refuses attributes prepared for another content`() throws {
        let identity = try TestAuthority().officer
        let builder = try CMSBuilder(certificate: identity.certificate, chain: [], scheme: .ecdsaP256SHA256)
        let prepared = try builder.signedAttributes(contentDigest: DigestAlgorithm.sha256.digest([1]))
        let value = try identity.signer().sign(digest: prepared.digest, scheme: .ecdsaP256SHA256)

        #expect(throws: PKIError(code: .intentDiffers, message: "")) {
            try builder.build(prepared, contentDigest: DigestAlgorithm.sha256.digest([2]), signature: value)
        }
    }

    @Test(arguments: [SignatureScheme.rsaPKCS1SHA256, .rsaPSSSHA256, .ecdsaP384SHA384])
    func `refuses a scheme that does not suit the key`(_ scheme: SignatureScheme) throws {
        let identity = try TestAuthority().officer

        #expect(throws: PKIError(code: .unsupportedAlgorithm, message: "")) {
            try CMSBuilder(certificate: identity.certificate, chain: [], scheme: scheme)
        }
    }

    @Test func `gives the same attributes again from what a store kept`() throws {
        let identity = try TestAuthority().officer
        let builder = try CMSBuilder(certificate: identity.certificate, chain: [], scheme: .ecdsaP256SHA256)
        let attributes = try builder.signedAttributes(contentDigest: DigestAlgorithm.sha256.digest(Self.content))

        #expect(SignedAttributes(derSetOf: attributes.derSetOf, scheme: .ecdsaP256SHA256) == attributes)
    }
}
