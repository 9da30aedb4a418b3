public import Clocks

/// The order in which an issued document is signed: authorised person, number and date, organisation (R34).
///
/// Source: Decree 30/2020, articles 13, 15 and 32; Circular 03/2025 for copies.
public struct SignatureSequence: Hashable, Sendable {
    /// A personal signature that the document bears already.
    public struct Personal: Hashable, Sendable {
        /// Who signed.
        public let officer: String
        /// By what right.
        public let authority: SigningAuthority
        /// When this service recorded it.
        public let signedAt: UTCInstant
        /// Whether it is valid now.
        public let isValid: Bool

        /// Takes the facts together.
        public init(officer: String, authority: SigningAuthority, signedAt: UTCInstant, isValid: Bool) {
            self.officer = officer
            self.authority = authority
            self.signedAt = signedAt
            self.isValid = isValid
        }
    }

    /// Signatures by profiles of the case ``SignatureCase/issuedByPerson``.
    public let personal: [Personal]
    /// Signatures in the document, whoever made them.
    public let signatures: Int
    /// Whether one of them is not valid.
    public let hasInvalid: Bool
    /// Whether the organisation signed it before.
    public let hasOrganisation: Bool
    /// Number and notation of the document, empty while it has none.
    public let number: String
    /// Whether the document has a date.
    public let isDated: Bool

    /// Takes the facts together.
    public init(
        personal: [Personal], signatures: Int, hasInvalid: Bool, hasOrganisation: Bool, number: String, isDated: Bool
    ) {
        self.personal = personal
        self.signatures = signatures
        self.hasInvalid = hasInvalid
        self.hasOrganisation = hasOrganisation
        self.number = number
        self.isDated = isDated
    }

    /// Whether the next signature may be one of a case.
    ///
    /// - Throws: The first rule that does not hold; its words say who can act.
    public func check(next signatureCase: SignatureCase) throws(SigningRefusal) {
        guard !self.hasInvalid else { throw .earlierSignatureNotValid }
        switch signatureCase {
        case .deskCopy, .copyByOrganisation: return
        case .issuedByPerson:
            guard !self.hasOrganisation else { throw .organisationSignedBefore }
        case .issuedByOrganisation:
            guard !self.hasOrganisation else { throw .organisationSignedBefore }
            guard let last = self.personal.last(where: \.isValid) else { throw .personalSignatureMissing }
            try last.authority.check(officer: last.officer, at: last.signedAt)
            guard !self.number.isEmpty, self.isDated else { throw .numberMissing }
        }
    }
}
