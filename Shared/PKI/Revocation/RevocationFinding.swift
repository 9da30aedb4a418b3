public import Clocks

/// A verified statement of an authority about one certificate, with the bytes that prove it.
public struct RevocationFinding: Hashable, Sendable {
    /// The form of the statement.
    public enum Source: String, Hashable, Sendable, CaseIterable {
        /// An OCSP answer (RFC 6960).
        case ocsp = "OCSP"
        /// A revocation list (RFC 5280).
        case revocationList = "CRL"
    }

    /// The form of the statement.
    public let source: Source
    /// What it says.
    public let status: RevocationStatus
    /// The statement was true at this time.
    public let thisUpdate: UTCInstant
    /// Newer information comes by this time; `nil` when it is always available.
    public let nextUpdate: UTCInstant?
    /// When it was signed.
    public let producedAt: UTCInstant
    /// Who signed it: the issuer itself or a responder the issuer named.
    public let signer: Certificate
    /// The statement, DER: what a document keeps.
    public let derBytes: [UInt8]

    /// Whether it may be relied on at a time without asking again.
    ///
    /// - Parameters:
    ///   - instant: The time.
    ///   - skew: How far clocks may differ.
    public func isFresh(at instant: UTCInstant, skew: Duration = .seconds(300)) -> Bool {
        guard self.thisUpdate <= instant + skew else { return false }
        return instant <= (self.nextUpdate ?? self.thisUpdate + Self.lifetimeWithoutEnd) + skew
    }

    /// A statement that does not say when the next one comes is believed for so long.
    static let lifetimeWithoutEnd = Duration.seconds(3_600)
}
