/// The values of one descriptive file; what is not set is empty.
public struct FieldValues: Hashable, Sendable {
    private var values: [Field: String] = [:]

    /// Makes an empty set of values.
    public init() {}

    /// The value of a field as it stands in the file; empty = none.
    public subscript(field: Field) -> String {
        get { self.values[field, default: ""] }
        set { self.values[field] = newValue.isEmpty ? nil : newValue }
    }

    /// Which fields have a value.
    public var fields: Set<Field> { Set(self.values.keys) }
}
