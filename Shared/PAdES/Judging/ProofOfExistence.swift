public import Clocks

/// What proves that something existed at a time (EN 319 102-1, 5.6.2.3).
public struct ProofOfExistence: Hashable, Sendable {
    /// Who proves it.
    public enum Source: Hashable, Sendable {
        /// A timestamp within the signature.
        case signatureTimestamp
        /// A document timestamp in a field of this name.
        case documentTimestamp(fieldName: String)
        /// This suite completed the signature and recorded the time.
        case recorded
    }

    /// It existed at this time.
    public let instant: UTCInstant
    /// Who proves it.
    public let source: Source

    /// Makes a proof.
    public init(_ instant: UTCInstant, _ source: Source) {
        self.instant = instant
        self.source = source
    }
}
