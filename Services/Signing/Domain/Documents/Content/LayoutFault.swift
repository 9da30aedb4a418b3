/// A rule of the layout that does not hold: which, where, how to mend it.
public struct LayoutFault: Hashable, Codable, Sendable {
    /// Name of the rule.
    public var rule: String
    /// Where, such as `recipients[3]`.
    public var place: String
    /// What is wrong and how to mend it, in Vietnamese.
    public var vietnamese: String
    /// The same in English.
    public var english: String

    /// Describes a fault.
    public init(_ rule: String, _ place: String, _ vietnamese: String, _ english: String) {
        self.rule = rule
        self.place = place
        self.vietnamese = vietnamese
        self.english = english
    }
}
