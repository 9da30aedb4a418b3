import SigningDomain

/// A document after an attempt to raise it, and what is still missing.
struct RaisingOutcome: Sendable {
    /// The document as far as it was brought.
    var bytes: [UInt8]
    /// What is missing; `nil` when the level was reached.
    var reason: UpkeepReason?
    /// Who was asked and what happened, in technical words.
    var detail = ""
}
