/// A calendar day as people in Việt Nam count it, without a time.
///
/// Range: 0001-01-01 to 9999-12-31, proleptic Gregorian.
public struct VietnamDate: Hashable, Sendable {
    /// The year. Range: `1...9999`.
    public let year: Int
    /// The month. Range: `1...12`.
    public let month: Int
    /// The day of the month. Range: `1...31`.
    public let day: Int

    /// Makes a date, or nil when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard
            (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= CivilCalendar.daysInMonth(year: year, month: month)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2026-03-05`, and nothing else.
    public init?(iso8601 text: String) {
        let bytes = Array(text.utf8)
        guard
            bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
            let year = Digits.read(bytes[0..<4]),
            let month = Digits.read(bytes[5..<7]),
            let day = Digits.read(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The date of a day number; numbers beyond the range become its nearest end.
    init(clampingDayNumber number: Int) {
        let clamped = min(max(number, CivilCalendar.firstDay), CivilCalendar.lastDay)
        (self.year, self.month, self.day) = CivilCalendar.date(dayNumber: clamped)
    }

    /// Days since 1970-01-01.
    var dayNumber: Int {
        CivilCalendar.dayNumber(year: self.year, month: self.month, day: self.day)
    }

    /// The form for machines: `2026-03-05`.
    public var iso8601: String {
        "\(Digits.write(self.year, width: 4))-\(Digits.write(self.month, width: 2))-\(Digits.write(self.day, width: 2))"
    }

    /// The form for people: `05/03/2026`.
    public var display: String {
        "\(Digits.write(self.day, width: 2))/\(Digits.write(self.month, width: 2))/\(Digits.write(self.year, width: 4))"
    }

    /// The form inside dossier codes: `260305`.
    public var yymmdd: String {
        Digits.write(self.year % 100, width: 2) + Digits.write(self.month, width: 2) + Digits.write(self.day, width: 2)
    }

    /// The day of the week.
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday, index 3 when Monday is 0; the remainder is in 0...6.
        let index = self.dayNumber + 3
        let remainder = index - CivilCalendar.floorDivide(index, 7) * 7
        return Weekday(rawValue: remainder + 1) ?? .monday
    }

    /// The date so many days later (earlier when negative); it stops at the ends of the range.
    public func adding(days: Int) -> VietnamDate {
        let (sum, overflow) = self.dayNumber.addingReportingOverflow(days)
        return VietnamDate(clampingDayNumber: overflow ? (days < 0 ? .min : .max) : sum)
    }

    /// How many days lie from one date to another; negative when `end` is earlier.
    public static func days(from start: VietnamDate, to end: VietnamDate) -> Int {
        end.dayNumber - start.dayNumber
    }
}

extension VietnamDate: Comparable {
    /// Orders dates in time.
    public static func < (lhs: VietnamDate, rhs: VietnamDate) -> Bool {
        (lhs.year, lhs.month, lhs.day) < (rhs.year, rhs.month, rhs.day)
    }
}

extension VietnamDate: CustomStringConvertible {
    /// The same as ``iso8601``.
    public var description: String { self.iso8601 }
}
