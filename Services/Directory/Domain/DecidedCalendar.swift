public import Clocks

/// The working calendar of a year as it was decided, with the names of its special days (R5).
public struct DecidedCalendar: Hashable, Sendable {
    /// The name by which services ask for it, such as `province`.
    public let name: String

    /// The year. Range: 1900…9999.
    public let year: Int

    /// The legal basis or the announcement.
    public let source: String

    /// The weekdays nobody works.
    public let weeklyDaysOff: Set<Weekday>

    /// The holidays and make-up days.
    public let specialDays: [SpecialDay]

    /// The open spans of a working day.
    public let workingHours: [WorkingHours]

    /// Makes the calendar of a year.
    public init(
        name: String, year: Int, source: String, weeklyDaysOff: Set<Weekday>, specialDays: [SpecialDay],
        workingHours: [WorkingHours]
    ) {
        self.name = name
        self.year = year
        self.source = source
        self.weeklyDaysOff = weeklyDaysOff
        self.specialDays = specialDays
        self.workingHours = workingHours
    }

    /// The calendar that counts days and hours.
    ///
    /// - Throws: ``WorkingCalendarError`` when the parts contradict each other.
    public func working() throws(WorkingCalendarError) -> WorkingCalendar {
        guard let first = VietnamDate(year: self.year, month: 1, day: 1),
            let last = VietnamDate(year: self.year, month: 12, day: 31)
        else {
            throw .emptyCoverage
        }
        for special in self.specialDays where special.day.year != self.year {
            throw .outsideCoverage(special.day)
        }
        return try WorkingCalendar(
            firstDay: first,
            lastDay: last,
            weeklyDaysOff: self.weeklyDaysOff,
            holidays: Set(self.specialDays.filter { $0.kind == .holiday }.map(\.day)),
            makeUpDays: Set(self.specialDays.filter { $0.kind == .makeUp }.map(\.day)),
            workingHours: self.workingHours)
    }
}
