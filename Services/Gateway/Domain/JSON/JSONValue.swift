/// One JSON value as it was read.
public enum JSONValue: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number as it was written: nothing is rounded before somebody asks for a type.
    case number(String)
    /// Text without NUL.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Members in order; names are unique.
    case object([JSONMember])
}
