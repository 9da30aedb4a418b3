/// A point in time in UTC, exact to the microsecond, as PostgreSQL's `timestamptz` keeps it.
///
/// Range: 0001-01-01T00:00:00Z to 9999-12-31T16:59:59.999999Z, so that the date in Việt Nam always has
/// four digits; values beyond become the nearest end.
public struct UTCInstant: Hashable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let microsecondsSinceEpoch: Int64

    /// The earliest instant.
    public static let earliest = UTCInstant(microsecondsSinceEpoch: .min)
    /// The latest instant.
    public static let latest = UTCInstant(microsecondsSinceEpoch: .max)

    /// Việt Nam is seven hours ahead of UTC, without summer time.
    static let vietnamOffset: Int64 = 7 * 3600 * 1_000_000
    static let microsecondsPerDay: Int64 = 86_400 * 1_000_000

    /// Makes an instant; values beyond the range become its nearest end.
    ///
    /// - Parameter microsecondsSinceEpoch: Unit: microseconds since 1970-01-01T00:00:00Z.
    public init(microsecondsSinceEpoch: Int64) {
        let first = Int64(CivilCalendar.firstDay) * Self.microsecondsPerDay
        let last = Int64(CivilCalendar.lastDay + 1) * Self.microsecondsPerDay - Self.vietnamOffset - 1
        self.microsecondsSinceEpoch = min(max(microsecondsSinceEpoch, first), last)
    }

    /// The instant at which clocks in Việt Nam show this date and time.
    ///
    /// - Parameters:
    ///   - vietnamDate: The day.
    ///   - hour: Range: `0...23`; anything beyond rolls over into other days.
    ///   - minute: Range: `0...59`; anything beyond rolls over into other hours.
    public init(vietnamDate: VietnamDate, hour: Int, minute: Int) {
        // Limits far beyond the range of years keep the arithmetic from overflowing.
        let hours = Int64(min(max(hour, -100_000_000), 100_000_000))
        let minutes = Int64(min(max(minute, -1_000_000_000), 1_000_000_000))
        let seconds = Int64(vietnamDate.dayNumber) * 86_400 + hours * 3600 + minutes * 60
        self.init(microsecondsSinceEpoch: seconds * 1_000_000 - Self.vietnamOffset)
    }

    /// The day in Việt Nam.
    public var vietnamDate: VietnamDate {
        VietnamDate(clampingDayNumber: self.civil(offset: Self.vietnamOffset).day)
    }

    /// The time of the day in Việt Nam.
    public var vietnamTime: (hour: Int, minute: Int, second: Int) {
        let micros = self.civil(offset: Self.vietnamOffset).micros
        let seconds = micros / 1_000_000
        return (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    /// The day number and the microsecond within that day, shifted by an offset from UTC.
    func civil(offset: Int64) -> (day: Int, micros: Int) {
        let shifted = Int(self.microsecondsSinceEpoch + offset)
        let day = CivilCalendar.floorDivide(shifted, Int(Self.microsecondsPerDay))
        return (day, shifted - day * Int(Self.microsecondsPerDay))
    }
}

extension UTCInstant: Comparable {
    /// Orders instants in time.
    public static func < (lhs: UTCInstant, rhs: UTCInstant) -> Bool {
        lhs.microsecondsSinceEpoch < rhs.microsecondsSinceEpoch
    }
}

extension UTCInstant {
    /// The instant so much later; parts of a microsecond are dropped, and it stops at the ends of the range.
    public static func + (lhs: UTCInstant, rhs: Duration) -> UTCInstant {
        let (seconds, attoseconds) = rhs.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { return seconds < 0 ? .earliest : .latest }
        let (micros, carry) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        let (sum, beyond) = lhs.microsecondsSinceEpoch.addingReportingOverflow(micros)
        guard !carry, !beyond else { return seconds < 0 ? .earliest : .latest }
        return UTCInstant(microsecondsSinceEpoch: sum)
    }

    /// The instant so much earlier; it stops at the ends of the range.
    public static func - (lhs: UTCInstant, rhs: Duration) -> UTCInstant {
        let (seconds, attoseconds) = rhs.components
        guard seconds > -100_000_000_000_000 else { return .latest }
        return lhs + Duration(secondsComponent: -seconds, attosecondsComponent: -attoseconds)
    }

    /// How much later the left instant is; negative when it is earlier.
    public static func - (lhs: UTCInstant, rhs: UTCInstant) -> Duration {
        .microseconds(lhs.microsecondsSinceEpoch - rhs.microsecondsSinceEpoch)
    }
}

extension UTCInstant: CustomStringConvertible {
    /// The same as ``iso8601``.
    public var description: String { self.iso8601 }
}
