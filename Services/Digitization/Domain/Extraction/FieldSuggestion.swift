/// A known name that a field may have been meant to say.
public struct FieldSuggestion: Hashable, Sendable {
    /// The field.
    public let field: String
    /// The name as it is known.
    public let value: String
    /// How like the value that was read it is. Range: `1...99`; unit: percent.
    public let likeness: Int
    /// Where the name is from.
    public let source: String

    /// Creates a suggestion.
    public init(field: String, value: String, likeness: Int, source: String) {
        self.field = field
        self.value = value
        self.likeness = likeness
        self.source = source
    }
}
