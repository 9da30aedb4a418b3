public import Clocks

/// A paper as it lies in storage.
public struct PaperSnapshot: Hashable, Sendable {
    /// What never changes.
    public var parts: PaperParts
    /// How far it has come.
    public var state: PaperState
    /// Why it was refused.
    public var findings: [PaperFinding] = []
    /// The e-copy and what was recognised.
    public var copy: CapturedCopy?
    /// The signed e-copy.
    public var signedCopy: StoredFile?
    /// Confirmed fields.
    public var fields: [PaperField] = []
    /// Who confirmed them.
    public var confirmedBy: String?
    /// Result code.
    public var resultCode: ResultCode?
    /// Document in the repository.
    public var documentID: Identifier?
    /// When it was stored.
    public var storedAt: UTCInstant?

    /// Creates a snapshot of parts and a state; the rest is set by whoever loads it.
    public init(parts: PaperParts, state: PaperState) {
        self.parts = parts
        self.state = state
    }
}
