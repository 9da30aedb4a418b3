/// How long an agency may take, as a procedure states it.
///
/// Source: time limits are counted in working days from the day after acceptance; limits below a day are counted
/// in working hours; some procedures end on the day they are accepted (R6).
public enum WorkingTimeLimit: Hashable, Sendable {
    /// The end of the working day on which the dossier counts as accepted.
    case sameDay

    /// Working days, the first being the day after acceptance. Range: 1 and up.
    case workingDays(Int)

    /// Working hours from the moment of acceptance. Range: 1 and up.
    case workingHours(Int)

    /// Whether the limit can be counted: at least one day or hour, at most ten years of days.
    public var isCountable: Bool {
        switch self {
        case .sameDay: true
        case .workingDays(let days): (1...3_650).contains(days)
        case .workingHours(let hours): (1...29_200).contains(hours)
        }
    }
}
