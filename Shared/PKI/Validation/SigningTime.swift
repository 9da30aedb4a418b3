public import Clocks

/// When a signature was made and how far that can be believed.
public struct SigningTime: Hashable, Sendable {
    /// Where the time comes from.
    public enum Basis: String, Sendable, CaseIterable {
        /// The signer's computer wrote it into the file; nothing proves it.
        case claimed
        /// This suite completed the signature and recorded the time itself.
        case recorded
        /// A trusted timestamp proves that the signature existed then.
        case timestamped
    }

    /// The time.
    public let instant: UTCInstant
    /// Where it comes from.
    public let basis: Basis

    /// Makes a signing time.
    public init(_ instant: UTCInstant, _ basis: Basis) {
        self.instant = instant
        self.basis = basis
    }
}
