/// The days and hours on which agencies work, as decided for the years it covers.
///
/// Weekends, public holidays, swapped Saturdays and office hours are data that is decided each year (R5). The
/// calendar answers only for days it covers: a year nobody decided is an error and never a guess.
public struct WorkingCalendar: Hashable, Sendable {
    /// The first day the calendar answers for.
    public let firstDay: VietnamDate

    /// The last day the calendar answers for.
    public let lastDay: VietnamDate

    /// The weekdays on which nobody works, normally Saturday and Sunday.
    public let weeklyDaysOff: Set<Weekday>

    /// Public holidays and days off given in exchange.
    public let holidays: Set<VietnamDate>

    /// Weekly days off that are worked in exchange for a weekday.
    public let makeUpDays: Set<VietnamDate>

    /// The open spans of each working day, in order.
    public let workingHours: [WorkingHours]

    /// Makes a calendar and checks that its parts agree.
    ///
    /// - Throws: ``WorkingCalendarError`` naming the first contradiction found.
    public init(
        firstDay: VietnamDate,
        lastDay: VietnamDate,
        weeklyDaysOff: Set<Weekday>,
        holidays: Set<VietnamDate>,
        makeUpDays: Set<VietnamDate>,
        workingHours: [WorkingHours]
    ) throws(WorkingCalendarError) {
        guard firstDay <= lastDay else {
            throw .emptyCoverage
        }
        guard weeklyDaysOff.count < 7 else {
            throw .noWorkingWeekday
        }
        let ordered = workingHours.sorted { $0.opensAtMinute < $1.opensAtMinute }
        guard !ordered.isEmpty else {
            throw .noWorkingHours
        }
        for (earlier, later) in zip(ordered, ordered.dropFirst()) where later.opensAtMinute < earlier.closesAtMinute {
            throw .overlappingWorkingHours
        }
        for day in makeUpDays.sorted() {
            if holidays.contains(day) {
                throw .holidayIsMakeUpDay(day)
            }
            if !weeklyDaysOff.contains(day.weekday) {
                throw .makeUpDayIsWorkingDay(day)
            }
        }
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.weeklyDaysOff = weeklyDaysOff
        self.holidays = holidays
        self.makeUpDays = makeUpDays
        self.workingHours = ordered
    }

    /// Tells whether agencies work on the day.
    ///
    /// - Throws: ``WorkingCalendarError/outsideCoverage(_:)`` for a day before the first or after the last.
    public func isWorkingDay(_ day: VietnamDate) throws(WorkingCalendarError) -> Bool {
        guard self.firstDay <= day, day <= self.lastDay else {
            throw .outsideCoverage(day)
        }
        if self.makeUpDays.contains(day) {
            return true
        }
        return !self.holidays.contains(day) && !self.weeklyDaysOff.contains(day.weekday)
    }

    /// The working day `count` working days after a day; the day itself is not counted.
    ///
    /// - Parameter count: Range: 1 and up; a smaller number is taken as 1.
    /// - Throws: ``WorkingCalendarError/outsideCoverage(_:)`` when the count runs out of the calendar.
    /// - Complexity: O(days walked).
    public func workingDay(_ count: Int, after day: VietnamDate) throws(WorkingCalendarError) -> VietnamDate {
        var current = day
        var remaining = max(count, 1)
        while remaining > 0 {
            current = current.adding(days: 1)
            if try self.isWorkingDay(current) {
                remaining -= 1
            }
        }
        return current
    }

    /// How many working days lie after the first day, up to and including the last.
    ///
    /// - Throws: ``WorkingCalendarError/outsideCoverage(_:)`` when the span leaves the calendar.
    public func workingDays(after first: VietnamDate, through last: VietnamDate) throws(WorkingCalendarError) -> Int {
        var count = 0
        var current = first
        while current < last {
            current = current.adding(days: 1)
            if try self.isWorkingDay(current) {
                count += 1
            }
        }
        return count
    }

    /// The end of the office hours of a day.
    public func closing(of day: VietnamDate) -> UTCInstant {
        Self.instant(on: day, minute: self.workingHours.map(\.closesAtMinute).max() ?? 24 * 60)
    }

    static func instant(on day: VietnamDate, minute: Int) -> UTCInstant {
        UTCInstant(vietnamDate: day, hour: 0, minute: 0) + .seconds(minute * 60)
    }

    static func minuteOfDay(_ instant: UTCInstant) -> Int {
        let time = instant.vietnamTime
        return time.hour * 60 + time.minute
    }
}
