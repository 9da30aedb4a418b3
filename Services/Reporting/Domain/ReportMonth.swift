public import Clocks

/// A month in Vietnam.
public struct ReportMonth: Hashable, Comparable, Sendable {
    /// Year.
    public let year: Int
    /// Month, 1 to 12.
    public let month: Int

    /// A month, or nil when there is no such one.
    public init?(year: Int, month: Int) {
        guard (2000...2100).contains(year), (1...12).contains(month) else { return nil }
        self.year = year
        self.month = month
    }

    /// The month in which an instant lies in Vietnam (R8).
    public init(of instant: UTCInstant) {
        let date = instant.vietnamDate
        self.year = date.year
        self.month = date.month
    }

    /// `202611`, as stored.
    public var number: Int { self.year * 100 + self.month }

    /// Earlier months first.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.number < rhs.number }
}
