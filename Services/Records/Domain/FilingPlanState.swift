/// How far a filing plan (danh mục hồ sơ) has come (R42).
public enum FilingPlanState: String, CaseIterable, Sendable {
    /// May be replaced as a whole.
    case draft
    /// Approved by the head of the agency; changes are amendments from here on.
    case approved
    /// Records are opened from it.
    case inForce
    /// Its year is over.
    case closed

    /// The only state that may follow.
    public var next: FilingPlanState? {
        switch self {
        case .draft: .approved
        case .approved: .inForce
        case .inForce: .closed
        case .closed: nil
        }
    }
}
