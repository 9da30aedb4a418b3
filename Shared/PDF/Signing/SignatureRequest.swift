public import Clocks

/// What a signature field and its dictionary shall say.
public struct SignatureRequest: Sendable {
    /// Which of the two PAdES signature dictionaries is written.
    public enum Kind: Hashable, Sendable {
        /// A person's or an organisation's signature: `/Type /Sig`, `/SubFilter /ETSI.CAdES.detached`.
        case approval
        /// A document timestamp: `/Type /DocTimeStamp`, `/SubFilter /ETSI.RFC3161`.
        case documentTimestamp
    }

    /// Signature or document timestamp.
    public var kind: Kind
    /// Name of the field; `nil` takes the next free `Signature1`, `Signature2`, … An existing empty field is reused.
    public var fieldName: String?
    /// What a reader sees.
    public var appearance: SignatureAppearance
    /// The claimed time of signing, for `/M`; left out of a document timestamp.
    public var signedAt: UTCInstant
    /// `/Name`, if given.
    public var signerName: String?
    /// `/Reason`, if given; leave it `nil` where the CMS carries a commitment type.
    public var reason: String?
    /// `/Location`, if given.
    public var location: String?
    /// What the signature lets others do afterwards, when it certifies the document; `nil` makes an approval signature.
    ///
    /// Only the first signature of a document can certify it.
    public var certification: CertifiedChanges?
    /// The hash function of the signature to be, as PDF names it; a field may demand certain ones.
    public var digestMethod: String
    /// Room for the CMS. Unit: bytes (twice as many hex digits). 8,192 is enough for B-B, 16,384 with a timestamp.
    public var reservedBytes: Int

    /// Makes a request.
    public init(
        kind: Kind = .approval, fieldName: String? = nil, appearance: SignatureAppearance = .invisible,
        signedAt: UTCInstant, signerName: String? = nil, reason: String? = nil, location: String? = nil,
        certification: CertifiedChanges? = nil, digestMethod: String = "SHA256", reservedBytes: Int = 8_192
    ) {
        self.kind = kind
        self.fieldName = fieldName
        self.appearance = appearance
        self.signedAt = signedAt
        self.signerName = signerName
        self.reason = reason
        self.location = location
        self.certification = certification
        self.digestMethod = digestMethod
        self.reservedBytes = reservedBytes
    }
}
