/// Why a working calendar cannot be made or cannot answer.
public enum WorkingCalendarError: Error, Hashable, Sendable {
    /// The last day lies before the first.
    case emptyCoverage
    /// There is no span of working hours.
    case noWorkingHours
    /// Two spans of working hours overlap.
    case overlappingWorkingHours
    /// Every weekday is off, so no day but make-up days could ever be worked.
    case noWorkingWeekday
    /// A day is listed as a holiday and as a make-up day.
    case holidayIsMakeUpDay(VietnamDate)
    /// A make-up day falls on a weekday that is worked anyway.
    case makeUpDayIsWorkingDay(VietnamDate)
    /// The question reaches a day for which no calendar was decided yet.
    case outsideCoverage(VietnamDate)
    /// The limit is zero, negative or beyond every procedure.
    case limitNotCountable(WorkingTimeLimit)
}
