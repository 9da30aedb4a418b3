/// The code printed on a paper and what was read from the paper say different things.
public struct CodeContradiction: Hashable, Sendable {
    /// Field of the paper; `ownerId` where the paper's owner is meant.
    public let field: String
    /// What the code says.
    public let inCode: String
    /// What was read or declared.
    public let onPaper: String

    /// Creates a contradiction.
    public init(field: String, inCode: String, onPaper: String) {
        self.field = field
        self.inCode = inCode
        self.onPaper = onPaper
    }
}
