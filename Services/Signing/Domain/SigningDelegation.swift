public import Clocks

/// The paper that gives a person the right to sign in another's place.
public struct SigningDelegation: Hashable, Sendable {
    /// Number and notation of the paper.
    public let documentNumber: String
    /// The code of the person who gives the right.
    public let delegator: String
    /// The code of the person who gets it.
    public let delegate: String
    /// What it covers, in words.
    public let scope: String
    /// First instant it holds.
    public let validFrom: UTCInstant
    /// Instant from which it no longer holds; `nil` without end, which a special delegation (TUQ.) may not have.
    public let validTo: UTCInstant?

    /// Takes what the paper says.
    public init(
        documentNumber: String, delegator: String, delegate: String, scope: String, validFrom: UTCInstant, validTo: UTCInstant?
    ) {
        self.documentNumber = documentNumber
        self.delegator = delegator
        self.delegate = delegate
        self.scope = scope
        self.validFrom = validFrom
        self.validTo = validTo
    }
}
