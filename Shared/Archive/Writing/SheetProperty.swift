/// A name and a value that no field of the circular has a place for.
public struct SheetProperty: Hashable, Sendable {
    /// Name.
    public let name: String
    /// Value.
    public let value: String

    /// Makes a property.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
