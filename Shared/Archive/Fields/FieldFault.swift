/// What is wrong with a field.
public struct FieldFault: Hashable, Sendable {
    /// The field.
    public let field: Field
    /// Whether the package cannot be with it; otherwise a reader is told.
    public let isSerious: Bool
    /// What was expected: a form, a list, or that there is a value.
    public let expected: String

    /// `field: expected`.
    public var sentence: String { "\(self.field.rawValue): \(self.expected)" }
}
