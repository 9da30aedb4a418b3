/// Why a certificate was revoked (RFC 5280, 5.3.1).
public enum RevocationReason: Int, Hashable, Sendable, CaseIterable {
    /// Not said.
    case unspecified = 0
    /// The holder's key is in other hands: signatures of any time are doubtful.
    case keyCompromise = 1
    /// The authority's key is in other hands.
    case authorityCompromise = 2
    /// The holder works elsewhere.
    case affiliationChanged = 3
    /// Another certificate took its place.
    case superseded = 4
    /// No longer needed.
    case cessationOfOperation = 5
    /// On hold; may come back.
    case certificateHold = 6
    /// Taken off an earlier list; only in delta lists.
    case removeFromList = 8
    /// The holder may no longer do what it was for.
    case privilegeWithdrawn = 9
    /// The key of an attribute authority is in other hands.
    case attributeAuthorityCompromise = 10
}
