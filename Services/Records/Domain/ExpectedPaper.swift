/// A paper that a dossier's work record must hold before it can be complete.
public struct ExpectedPaper: Hashable, Sendable {
    /// Component code in the dossier.
    public let componentCode: String
    /// Name of the component.
    public let name: String
    /// Whether the record is incomplete without it.
    public let required: Bool

    /// Makes an expectation.
    public init(componentCode: String, name: String, required: Bool) {
        self.componentCode = componentCode
        self.name = name
        self.required = required
    }
}
