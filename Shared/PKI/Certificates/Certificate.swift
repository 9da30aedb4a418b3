public import Clocks

/// An X.509 certificate as the suite needs it: who, by whom, from when to when, for what.
///
/// Made only by reading DER or PEM, so a value always has a readable shape. It says nothing about trust: a chain is
/// judged by ``SignatureValidator`` and ``CertificateValidator``.
///
/// Source: RFC 5280, section 4.
public struct Certificate: Sendable {
    /// The certificate as it was read; what is stored, sent and hashed.
    public let derBytes: [UInt8]
    /// Whom it was issued to.
    public let subject: SubjectName
    /// Who issued it.
    public let issuer: SubjectName
    /// The serial number, lower-case hexadecimal without separators.
    public let serialNumberHex: String
    /// First instant of validity.
    public let notBefore: UTCInstant
    /// Last instant of validity.
    public let notAfter: UTCInstant
    /// Kind and size of the public key.
    public let key: KeyAlgorithm
    /// What the key may be used for; `nil` when the certificate does not say.
    public let keyUsage: KeyUsages?
    /// Whether it is a certification authority's.
    public let isAuthority: Bool
    /// What the extension extended key usage narrows the key to; `nil` when the certificate does not say.
    public let purposes: ExtendedKeyUsages?
    /// Where the issuer's certificate, OCSP responders and revocation lists are to be found.
    public let locations: ServiceLocations
    /// Whether the issuer says that nobody need ask for its revocation, as with an OCSP responder (RFC 6960, 4.2.2.2.1).
    public let needsNoRevocationCheck: Bool
    /// SHA-256 of ``derBytes``: the identity of the certificate in tables and messages.
    public let sha256: [UInt8]

    /// The Name of the issuer as encoded; a signature must repeat it byte by byte.
    let issuerBytes: [UInt8]
    /// The Name of the holder as encoded.
    let subjectBytes: [UInt8]
    /// The content of the public key's BIT STRING.
    let publicKeyBytes: [UInt8]
    /// The INTEGER of the serial number as encoded.
    let serialNumberBytes: [UInt8]

    /// Reads one DER certificate.
    ///
    /// - Parameter derBytes: The bytes, nothing before or after. At most 64 KiB.
    /// - Throws: ``PKIError`` with ``PKIError/Code/malformedCertificate``.
    public init(derBytes: [UInt8]) throws(PKIError) {
        if let known = KnownCertificates.shared.find(derBytes) {
            self = known
            return
        }
        let fields = try CertificateFields(derBytes: derBytes)
        self.derBytes = derBytes
        self.subject = fields.subject
        self.issuer = fields.issuer
        self.serialNumberHex = fields.serialNumber.hexText
        self.notBefore = fields.notBefore
        self.notAfter = fields.notAfter
        self.key = fields.key
        self.keyUsage = fields.keyUsage
        self.isAuthority = fields.isAuthority
        self.purposes = fields.purposes
        self.locations = fields.locations
        self.needsNoRevocationCheck = fields.needsNoRevocationCheck
        self.issuerBytes = fields.issuerBytes
        self.subjectBytes = fields.subjectBytes
        self.publicKeyBytes = fields.publicKeyBytes
        self.serialNumberBytes = fields.serialNumberBytes
        self.sha256 = DigestAlgorithm.sha256.digest(derBytes)
        KnownCertificates.shared.keep(self)
    }

    /// Whether an instant lies within the validity, both ends included.
    public func isValid(at instant: UTCInstant) -> Bool {
        self.notBefore <= instant && instant <= self.notAfter
    }

    /// Whether the key may sign documents: digitalSignature or nonRepudiation, and no authority's certificate.
    ///
    /// A certificate without a key usage extension is not restricted (RFC 5280, 4.2.1.3).
    public var maySignDocuments: Bool {
        guard !self.isAuthority else { return false }
        guard let usage = self.keyUsage else { return true }
        return usage.contains(.digitalSignature) || usage.contains(.nonRepudiation)
    }

    /// Whether it names itself as its issuer.
    public var isSelfIssued: Bool { self.issuerBytes == self.subjectBytes }

    /// Whether it may sign timestamps: an extended key usage that is critical and names nothing else.
    ///
    /// Source: RFC 3161, 2.3; EN 319 422, 6 (clause unverified).
    public var mayTimestamp: Bool {
        guard !self.isAuthority, let purposes = self.purposes else { return false }
        return purposes.isCritical && purposes.isOnlyTimestamping && self.maySignDocuments
    }
}

extension Certificate: Hashable {
    /// Equal when the bytes are.
    public static func == (lhs: Certificate, rhs: Certificate) -> Bool { lhs.derBytes == rhs.derBytes }

    /// Hashes the fingerprint.
    public func hash(into hasher: inout Hasher) { hasher.combine(self.sha256) }
}
