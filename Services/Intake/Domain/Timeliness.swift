public import Clocks

/// How a moment lies to the moment it was due.
public enum Timeliness: String, CaseIterable, Hashable, Sendable {
    /// Trước hạn: on an earlier day.
    case early
    /// Đúng hạn: on the day, not after the moment.
    case onTime
    /// Quá hạn: after the moment.
    case overdue

    /// Compares the two moments.
    public init(of moment: UTCInstant, due: UTCInstant) {
        if moment > due {
            self = .overdue
        } else if moment.vietnamDate < due.vietnamDate {
            self = .early
        } else {
            self = .onTime
        }
    }
}
