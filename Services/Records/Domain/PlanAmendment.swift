/// What an amendment did to one entry of a plan.
public struct PlanAmendment: Hashable, Sendable {
    /// What happened.
    public enum Kind: String, CaseIterable, Sendable {
        /// The entry is new.
        case added
        /// It says something else.
        case changed
        /// It is gone; no record was opened from it.
        case removed
    }

    /// Entry.
    public let notation: String
    /// What happened to it.
    public let kind: Kind

    /// Makes a value.
    public init(notation: String, kind: Kind) {
        self.notation = notation
        self.kind = kind
    }
}
