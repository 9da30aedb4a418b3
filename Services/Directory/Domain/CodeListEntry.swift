/// One value of a code list.
public struct CodeListEntry: Hashable, Sendable {
    /// The code as it is stored and exchanged.
    public let code: String

    /// The Vietnamese label.
    public let label: String

    /// Makes an entry.
    public init(code: String, label: String) {
        self.code = code
        self.label = label
    }
}
