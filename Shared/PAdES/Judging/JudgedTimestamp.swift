public import Clocks
public import PKI

/// The judgement over one timestamp, of a signature or of the document.
public struct JudgedTimestamp: Hashable, Sendable {
    /// The timestamp; `nil` when it cannot be read.
    public let token: TimestampToken?
    /// Whether it can be relied on.
    public let indication: Indication
    /// Why not.
    public let subIndication: SubIndication?
    /// The reason in technical words, for the log.
    public let detail: String
    /// The path from the authority to the anchor, as far as it was found.
    public let path: [Certificate]
    /// What is known about the revocation of that path.
    public let revocation: [RevocationEvidence]
    /// The time it was judged at: now, or when another timestamp proves that it existed.
    public let judgedAt: UTCInstant

    /// What the timestamp proves; `nil` when it cannot be relied on.
    public var provenTime: UTCInstant? { self.indication == .valid ? self.token?.generatedAt : nil }
}
