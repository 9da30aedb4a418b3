public import Clocks

extension SignerFacts {
    /// Whether a certificate can be used for signing at an instant.
    public enum State: String, Sendable, CaseIterable {
        /// It can.
        case usable
        /// It is not valid yet.
        case notYetValid
        /// It has expired.
        case expired
        /// No path leads to a trusted authority, or the key may not or cannot sign.
        case notTrusted
        /// Its authority revoked it.
        case revoked
    }

    /// The state at an instant (V-21).
    public func state(at now: UTCInstant) -> State {
        if self.revokedSince != nil { return .revoked }
        if now > self.notAfter { return .expired }
        if now < self.notBefore { return .notYetValid }
        return self.isTrusted && self.hasAcceptedKey && self.maySignDocuments ? .usable : .notTrusted
    }

    /// The profiles the certificate can sign by at an instant; none when it cannot be used.
    public func profiles(among all: [SignatureProfile], at now: UTCInstant) -> [SignatureProfile] {
        self.state(at: now) == .usable ? all.filter { $0.signer == self.kind } : []
    }
}
