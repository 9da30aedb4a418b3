/// What came of asking about a certificate's revocation.
public enum RevocationAnswer: Hashable, Sendable {
    /// A verified and fresh statement.
    case found(RevocationFinding)
    /// The issuer says that nobody need ask.
    case notNeeded
    /// Nothing that can be relied on; to be mended later.
    case debt(RevocationDebt)
}
