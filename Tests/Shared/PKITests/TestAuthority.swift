import Clocks
import PKI
import Synchronization

/// One authority and the people the tests are about; made once, because RSA keys take their time.
struct TestAuthority {
    static let now = UTCInstant(microsecondsSinceEpoch: 1_772_676_000_000_000)
    static let organization = "UBND tỉnh Thử Nghiệm"
    static let officer = DevelopmentSubject(
        commonName: "Nguyễn Thị Hương", organization: organization, identity: "CCCD:001085012345")

    let authority: DevelopmentAuthority
    let officer: DevelopmentIdentity
    var trust: TrustStore { TrustStore(anchors: [self.authority.root]) }

    init(key: KeyAlgorithm = .p256, now: UTCInstant = Self.now) throws {
        self.authority = try DevelopmentAuthority(organization: Self.organization, now: now - .seconds(86_400))
        self.officer = try self.authority.issue(
            to: Self.officer, key: key, notBefore: now - .seconds(3_600), notAfter: now + .seconds(365 * 86_400))
    }

    private static let made = Mutex<[KeyAlgorithm: TestAuthority]>([:])

    /// The authority whose officer has such a key; made at the first call.
    static func shared(_ key: KeyAlgorithm) throws -> TestAuthority {
        try self.made.withLock { made in
            if let known = made[key] { return known }
            let new = try TestAuthority(key: key)
            made[key] = new
            return new
        }
    }

    /// A certificate of the same authority that differs in what the test is about.
    func identity(
        _ subject: DevelopmentSubject = Self.officer,
        from: Duration = .seconds(-3_600),
        to: Duration = .seconds(365 * 86_400),
        usage: KeyUsages = [.digitalSignature, .nonRepudiation]
    ) throws -> DevelopmentIdentity {
        try self.authority.issue(to: subject, notBefore: Self.now + from, notAfter: Self.now + to, usage: usage)
    }
}

extension DevelopmentIdentity {
    /// A finished signature over some content.
    func sign(_ content: [UInt8], scheme: SignatureScheme = .ecdsaP256SHA256) throws -> [UInt8] {
        let builder = try CMSBuilder(certificate: self.certificate, chain: self.chain, scheme: scheme)
        let digest = scheme.digestAlgorithm.digest(content)
        let attributes = try builder.signedAttributes(contentDigest: digest)
        let value = try self.signer().sign(digest: attributes.digest, scheme: scheme)
        return try builder.build(attributes, contentDigest: digest, signature: value)
    }
}

extension SignatureValidator {
    /// Judges a signature the suite itself recorded just now.
    func judge(_ signature: [UInt8], over content: [UInt8], at instant: UTCInstant = TestAuthority.now) -> SignatureReport {
        self.validate(contents: signature, content: [content[...]], signingTime: SigningTime(instant, .recorded), now: instant)
    }
}
