public import Clocks

/// What the signer rules need to know of a certificate.
public struct SignerFacts: Hashable, Sendable {
    /// The code of the officer or agency it was entered for.
    public let holder: String
    /// What it was entered for.
    public let kind: SignerKind
    /// First instant of validity.
    public let notBefore: UTCInstant
    /// Last instant of validity.
    public let notAfter: UTCInstant
    /// Whether its key usage allows signing documents.
    public let maySignDocuments: Bool
    /// Whether its key and algorithms are strong enough and the suite can sign with them.
    public let hasAcceptedKey: Bool
    /// Whether a path to a trusted authority holds.
    public let isTrusted: Bool
    /// Since when its authority has revoked it, as far as is known; `nil` when it has not.
    public let revokedSince: UTCInstant?

    /// Takes the facts together.
    public init(
        holder: String, kind: SignerKind, notBefore: UTCInstant, notAfter: UTCInstant, maySignDocuments: Bool,
        hasAcceptedKey: Bool, isTrusted: Bool, revokedSince: UTCInstant? = nil
    ) {
        self.holder = holder
        self.kind = kind
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.maySignDocuments = maySignDocuments
        self.hasAcceptedKey = hasAcceptedKey
        self.isTrusted = isTrusted
        self.revokedSince = revokedSince
    }

    /// Whether this certificate may sign now, for this person, by this profile (R35).
    ///
    /// - Throws: The first rule that does not hold.
    public func check(officer: String, profile: SignatureProfile, at now: UTCInstant) throws(SigningRefusal) {
        guard self.holder == officer else { throw .certificateOfAnother }
        guard self.kind == profile.signer else { throw .wrongKindOfSigner(expected: profile.signer) }
        guard self.hasAcceptedKey else { throw .weakKey }
        guard self.maySignDocuments else { throw .certificateNotForSigning }
        guard now >= self.notBefore else { throw .certificateNotYetValid(from: self.notBefore) }
        guard now <= self.notAfter else { throw .certificateExpired(at: self.notAfter) }
        guard self.isTrusted else { throw .certificateNotTrusted }
        // A revocation with a date in the future is one all the same: nobody may rely on what is signed until then.
        if let revokedSince { throw .certificateRevoked(since: revokedSince) }
    }
}
