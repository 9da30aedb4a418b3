/// The levels of government an agency can belong to; from when to when a level exists is data (R4).
///
/// The time of each level is the entry of its raw value in the code list ``listName``: `district` ends there on
/// 30 June 2025.
public enum AgencyLevel: String, CaseIterable, Hashable, Sendable {
    /// The province's own bodies.
    case province
    /// A provincial department.
    case department
    /// A district, until 30 June 2025.
    case district
    /// A commune or ward.
    case commune

    /// The code list that holds the time of each level.
    public static let listName = "agencyLevel"
}
