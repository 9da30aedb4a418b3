public import Clocks

/// A day that does not follow its weekday.
public struct SpecialDay: Hashable, Sendable {
    /// Whether the day is off or worked.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A public holiday, or a day off given in exchange.
        case holiday
        /// A weekly day off that is worked in exchange.
        case makeUp = "make_up"
    }

    /// The day.
    public let day: VietnamDate

    /// Off or worked.
    public let kind: Kind

    /// The name for people, such as `Quốc khánh`.
    public let name: String

    /// Makes a special day.
    public init(day: VietnamDate, kind: Kind, name: String) {
        self.day = day
        self.kind = kind
        self.name = name
    }
}
