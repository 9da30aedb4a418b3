public import Clocks

/// What an authority says about a certificate.
public enum RevocationStatus: Hashable, Sendable {
    /// Not revoked.
    case good
    /// Revoked since a time, with the reason when one is given.
    case revoked(since: UTCInstant, reason: RevocationReason?)
    /// The responder does not know the certificate.
    case unknown

    /// The time of revocation; `nil` unless revoked.
    public var revokedSince: UTCInstant? {
        guard case .revoked(let since, _) = self else { return nil }
        return since
    }
}
