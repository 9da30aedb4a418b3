public import Clocks
public import PKI

/// What is known about the revocation of one certificate as of the time that counts.
public struct RevocationEvidence: Hashable, Sendable {
    /// What came out.
    public enum Outcome: Hashable, Sendable {
        /// Not revoked.
        case good
        /// The issuer says that nobody need ask.
        case notNeeded
        /// Revoked, but only after the time that counts.
        case revokedLater(since: UTCInstant, reason: RevocationReason?)
        /// Revoked at the time that counts.
        case revoked(since: UTCInstant, reason: RevocationReason?)
        /// There is a statement, but it is older than the time that counts and no longer fresh.
        case outdated
        /// There is a statement, but its signer's certificate has expired and nothing proves that it is older.
        case unproven
        /// There is none.
        case missing
    }

    /// The certificate in question.
    public let certificate: Certificate
    /// Its issuer.
    public let issuer: Certificate
    /// The time that counts.
    public let instant: UTCInstant
    /// What came out.
    public let outcome: Outcome
    /// The statement it rests on, with its times and bytes.
    public let finding: RevocationFinding?
    /// Where the statement was found.
    public let origin: EvidenceOrigin?
    /// Since when the statement is proven to exist; `nil` when only since now.
    public let provenAt: UTCInstant?

    /// Whether the question is settled for the good.
    public var isGood: Bool {
        switch self.outcome {
        case .good, .notNeeded, .revokedLater: true
        case .revoked, .outdated, .unproven, .missing: false
        }
    }

    /// Whether the answer is owed: asking again may settle it.
    public var isDebt: Bool {
        switch self.outcome {
        case .outdated, .unproven, .missing: true
        case .good, .notNeeded, .revokedLater, .revoked: false
        }
    }
}
