import Clocks
import PKI
import TestSupport
import Testing

@Suite struct SignatureValidatorTests {
    static let content = Array("Giấy phép xây dựng số 12/GPXD".utf8)
    let test: TestAuthority
    let validator: SignatureValidator

    init() throws {
        self.test = try TestAuthority()
        self.validator = SignatureValidator(trust: self.test.trust)
    }

    @Test(arguments: CMSBuilderTests.cases)
    func `R36 calls a good signature valid`(_ key: KeyAlgorithm, _ scheme: SignatureScheme) throws {
        let test = try TestAuthority.shared(key)
        let report = SignatureValidator(trust: test.trust).judge(try test.officer.sign(Self.content, scheme: scheme), over: Self.content)

        #expect(report.indication == .valid, "\(report.detail)")
        #expect(report.subIndication == nil)
        #expect(report.signer == test.officer.certificate)
        #expect(report.path == [test.officer.certificate, test.authority.issuing, test.authority.root])
    }

    @Test func `R39 says that there is no timestamp and that revocation was not asked about`() throws {
        let report = self.validator.judge(try self.test.officer.sign(Self.content), over: Self.content)

        #expect(report.outcome(of: .timestamp) == .absent)
        #expect(report.outcome(of: .revocation) == .notChecked)
    }

    @Test func `sees every changed bit of the content`() throws {
        let signature = try self.test.officer.sign(Self.content)
        for bit in 0..<(Self.content.count * 8) {
            var changed = Self.content
            changed[bit / 8] ^= 1 << (bit % 8)
            let report = self.validator.judge(signature, over: changed)
            #expect(report.indication == .invalid)
            #expect(report.subIndication == .hashFailure)
        }
    }

    @Test(arguments: CMSBuilderTests.schemes)
    func `calls no signature valid in which a byte was changed`(_ key: KeyAlgorithm, _ scheme: SignatureScheme) throws {
        let test = try TestAuthority.shared(key)
        let validator = SignatureValidator(trust: test.trust)
        let signature = try test.officer.sign(Self.content, scheme: scheme)
        let masks: [UInt8] = key == .p256 ? [0x01, 0x80, 0xFF] : [0x01]
        for index in signature.indices {
            for mask in masks {
                var changed = signature
                changed[index] ^= mask
                let report = validator.judge(changed, over: Self.content)
                #expect(report.indication != .valid, "byte \(index) of \(signature.count), \(signature[index]) ^ \(mask)")
            }
        }
    }

    @Test func `calls no signature valid that is cut off`() throws {
        let signature = try self.test.officer.sign(Self.content)
        for length in signature.indices {
            let report = self.validator.judge(Array(signature[..<length]), over: Self.content)
            #expect(report.indication == .invalid)
            #expect(report.subIndication == .formatFailure)
        }
    }

    @Test func `accepts zero padding after the signature and nothing else`() throws {
        let signature = try self.test.officer.sign(Self.content)

        #expect(self.validator.judge(signature + [UInt8](repeating: 0, count: 4_000), over: Self.content).indication == .valid)
        let trailing = self.validator.judge(signature + [0, 0, 1, 0], over: Self.content)
        #expect(trailing.indication == .invalid)
        #expect(trailing.subIndication == .formatFailure)
    }

    @Test(arguments: [
        [], [0x30], [0x30, 0x80], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x31, 0x00], [0x30, 0x00],
        [UInt8](repeating: 0x30, count: 100_000), [UInt8](repeating: 0, count: 2_000_000),
    ] as [[UInt8]])
    func `answers hostile bytes with a format failure`(_ bytes: [UInt8]) {
        let report = self.validator.judge(bytes, over: Self.content)

        #expect(report.indication == .invalid)
        #expect(report.subIndication == .formatFailure)
    }

    @Test func `R35 judges the certificate as of the time of signing`() throws {
        let expired = try self.test.identity(from: .seconds(-3_600), to: .seconds(-60))
        let signature = try expired.sign(Self.content)
        let before = TestAuthority.now - .seconds(120)

        #expect(self.validator.judge(signature, over: Self.content, at: before).indication == .valid)
        let late = self.validator.judge(signature, over: Self.content)
        #expect(late.indication == .invalid)
        #expect(late.subIndication == .expired)
        #expect(late.outcome(of: .path) == .passed)
    }

    @Test func `R35 does not take the signer's word for a time when the certificate has expired since`() throws {
        let expired = try self.test.identity(from: .seconds(-3_600), to: .seconds(-60))
        let claimed = SigningTime(TestAuthority.now - .seconds(120), .claimed)

        let report = self.validator.validate(
            contents: try expired.sign(Self.content), content: [Self.content[...]], signingTime: claimed, now: TestAuthority.now)

        #expect(report.indication == .indeterminate)
        #expect(report.subIndication == .noProofOfExistence)
    }

    @Test func `refuses a certificate that was not valid yet`() throws {
        let future = try self.test.identity(from: .seconds(60))

        let report = self.validator.judge(try future.sign(Self.content), over: Self.content)

        #expect(report.indication == .invalid)
        #expect(report.subIndication == .notYetValid)
    }

    @Test func `R35 asks for a certificate that may sign documents`() throws {
        let encryption = try self.test.identity(usage: .keyEncipherment)

        let report = self.validator.judge(try encryption.sign(Self.content), over: Self.content)

        #expect(report.indication == .indeterminate)
        #expect(report.subIndication == .chainConstraintsFailure)
    }

    @Test func `knows no path to an authority nobody trusts`() throws {
        let stranger = try TestAuthority()

        let report = self.validator.judge(try stranger.officer.sign(Self.content), over: Self.content)

        #expect(report.indication == .indeterminate)
        #expect(report.subIndication == .noChain)
        #expect(report.outcome(of: .integrity) == .passed)
    }

    @Test func `finds the path through certificates the file did not bring`() throws {
        let builder = try CMSBuilder(certificate: self.test.officer.certificate, chain: [], scheme: .ecdsaP256SHA256)
        let digest = DigestAlgorithm.sha256.digest(Self.content)
        let attributes = try builder.signedAttributes(contentDigest: digest)
        let value = try self.test.officer.signer().sign(digest: attributes.digest, scheme: .ecdsaP256SHA256)
        let signature = try builder.build(attributes, contentDigest: digest, signature: value)

        #expect(self.validator.judge(signature, over: Self.content).subIndication == .noChain)
        let helped = SignatureValidator(
            trust: TrustStore(anchors: [self.test.authority.root], intermediates: [self.test.authority.issuing]))
        #expect(helped.judge(signature, over: Self.content).indication == .valid)
    }

    @Test func `judges a certificate by itself before it signs`() throws {
        let trust = self.test.trust
        let expired = try self.test.identity(to: .seconds(-60))
        let encryption = try self.test.identity(usage: .keyEncipherment)

        #expect(trust.judge(self.test.officer.certificate, chain: self.test.officer.chain, at: TestAuthority.now).fault == nil)
        #expect(trust.judge(expired.certificate, chain: expired.chain, at: TestAuthority.now).fault == .expired)
        #expect(trust.judge(encryption.certificate, chain: encryption.chain, at: TestAuthority.now).fault == .chainConstraintsFailure)
        #expect(trust.judge(self.test.officer.certificate, at: TestAuthority.now).fault == .noChain)
    }
}
