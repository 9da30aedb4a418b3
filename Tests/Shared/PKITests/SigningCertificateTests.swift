import Testing

@testable import PKI

/// A signature is bound to one certificate, and OpenSSL is asked about the whole of it.
@Suite struct SigningCertificateTests {
    private static let content = SignatureValidatorTests.content
    private let test: TestAuthority

    // Its values are all of one length, so that one can stand in for another.
    init() throws { self.test = try TestAuthority.shared(.rsa(bits: 2048)) }

    private func replaced(_ bytes: [UInt8], _ old: [UInt8], by new: [UInt8]) throws -> [UInt8] {
        try #require(old.count == new.count)
        let start = try #require(bytes.indices.first { bytes[$0...].starts(with: old) })
        return Array(bytes[..<start]) + new + bytes[(start + old.count)...]
    }

    @Test func `R35 a signature whose attribute names another serial number with the right hash is not valid`() throws {
        let officer = self.test.officer, scheme = SignatureScheme.rsaPKCS1SHA256
        let signature = try officer.sign(Self.content, scheme: scheme)
        let genuine = try CMSSignature(contents: signature).onlySigner().signatureValue
        let builder = try CMSBuilder(certificate: officer.certificate, chain: officer.chain, scheme: scheme)
        let attributes = try builder.signedAttributes(contentDigest: DigestAlgorithm.sha256.digest(Self.content)).derSetOf
        let serial = officer.certificate.serialNumberBytes
        let other = Array(serial.dropLast()) + [(serial.last ?? 0) ^ 1]
        let changed = try self.replaced(attributes, serial, by: other)
        let value = try officer.signer().sign(digest: DigestAlgorithm.sha256.digest(changed), scheme: scheme)

        var forged = try self.replaced(signature, [0xA0] + attributes.dropFirst(), by: [0xA0] + changed.dropFirst())
        forged = try self.replaced(forged, genuine, by: value)
        let report = SignatureValidator(trust: self.test.trust).judge(forged, over: Self.content)

        #expect(report.outcome(of: .integrity) == .passed && report.outcome(of: .signerReference) == .passed)
        #expect(report.indication == .indeterminate, "only OpenSSL compares the serial number")
    }

    @Test func `a signature that brings along what is no certificate is not valid, even where it is not needed`() throws {
        let issuing = self.test.authority.issuing
        let signature = try self.test.officer.sign(Self.content, scheme: .rsaPKCS1SHA256)
        let validator = SignatureValidator(trust: TrustStore(anchors: [self.test.authority.root], intermediates: [issuing]))
        // The version, [0] { INTEGER 2 }, under another tag.
        let head = Array(issuing.derBytes.prefix(13))
        try #require(head[8...] == [0xA0, 0x03, 0x02, 0x01, 0x02])
        var broken = issuing.derBytes
        broken[8] = 0xA7
        let changed = try self.replaced(signature, issuing.derBytes, by: broken)

        #expect(validator.judge(signature, over: Self.content).indication == .valid)
        #expect(validator.judge(changed, over: Self.content).indication != .valid)
    }
}
