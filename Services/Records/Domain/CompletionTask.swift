public import Clocks

/// Something missing that a person has to bring (R46): open until the gap is filled.
public struct CompletionTask: Hashable, Sendable {
    /// Id.
    public let id: Identifier
    /// Record.
    public let recordID: Identifier
    /// What is missing, who mends it, until when.
    public let incompleteness: Incompleteness

    /// Makes a value.
    public init(id: Identifier, recordID: Identifier, incompleteness: Incompleteness) {
        self.id = id
        self.recordID = recordID
        self.incompleteness = incompleteness
    }
}
