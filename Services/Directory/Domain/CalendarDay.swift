public import Clocks

/// A day that does not follow its weekday (R5).
public struct CalendarDay: Hashable, Sendable {
    /// The day.
    public let day: VietnamDate

    /// Whether it is worked: a make-up day, else a day off.
    public let isWorked: Bool

    /// The name, such as `Quốc khánh`.
    public let name: String

    /// Makes a day.
    public init(day: VietnamDate, isWorked: Bool, name: String) {
        self.day = day
        self.isWorked = isWorked
        self.name = name
    }
}
