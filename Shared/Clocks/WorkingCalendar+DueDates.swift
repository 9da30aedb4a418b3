extension WorkingCalendar {
    /// When something accepted at a moment is due.
    ///
    /// Days are counted from the day after acceptance and end with the office hours of the last one; hours run
    /// only while the office is open (R6). What arrives after the cut-off or on a day off counts as arriving on
    /// the next working day: after the cut-off for every kind of limit, on a day off for same-day and hour limits
    /// (a limit in days starts on the day after acceptance anyway).
    ///
    /// - Parameters:
    ///   - limit: What the procedure allows.
    ///   - instant: The moment of acceptance.
    ///   - cutOffMinute: Last minute of the day that still counts for the day, in minutes after midnight in
    ///     Vietnam; `nil` when the procedure has none.
    /// - Returns: The last moment that is still on time.
    /// - Throws: ``WorkingCalendarError/limitNotCountable(_:)`` or ``WorkingCalendarError/outsideCoverage(_:)``.
    public func dueInstant(
        for limit: WorkingTimeLimit,
        acceptedAt instant: UTCInstant,
        cutOffMinute: Int? = nil
    ) throws(WorkingCalendarError) -> UTCInstant {
        guard limit.isCountable else {
            throw .limitNotCountable(limit)
        }
        let isLate = cutOffMinute.map { Self.minuteOfDay(instant) >= $0 } ?? false
        let day = instant.vietnamDate
        switch limit {
        case .sameDay:
            let counted = try self.countedDay(day, isLate: isLate)
            return self.closing(of: counted)
        case .workingDays(let count):
            let counted = isLate ? try self.workingDay(1, after: day) : day
            return self.closing(of: try self.workingDay(count, after: counted))
        case .workingHours(let hours):
            let counted = try self.countedDay(day, isLate: isLate)
            let start = counted == day ? instant : Self.instant(on: counted, minute: 0)
            return try self.adding(workingSeconds: hours * 3_600, to: start)
        }
    }

    /// The due moment after a wait that does not count, such as for a supplement or a payment (R6).
    ///
    /// - Parameters:
    ///   - due: The due moment before the wait.
    ///   - limit: The limit by which `due` was counted; days are given back as whole days, hours as working time.
    ///   - suspendedAt: When the wait began.
    ///   - resumedAt: When it ended.
    /// - Returns: The later due moment; `due` itself when the wait began after it or had no length.
    /// - Throws: ``WorkingCalendarError/outsideCoverage(_:)`` when the count runs out of the calendar.
    public func extended(
        _ due: UTCInstant,
        countedBy limit: WorkingTimeLimit,
        suspendedAt: UTCInstant,
        resumedAt: UTCInstant
    ) throws(WorkingCalendarError) -> UTCInstant {
        guard suspendedAt < due, suspendedAt < resumedAt else {
            return due
        }
        switch limit {
        case .sameDay, .workingDays:
            let waited = try self.workingDays(after: suspendedAt.vietnamDate, through: resumedAt.vietnamDate)
            guard waited > 0 else {
                return due
            }
            return self.closing(of: try self.workingDay(waited, after: due.vietnamDate))
        case .workingHours:
            let waited = try self.workingSeconds(from: suspendedAt, to: resumedAt)
            return try self.adding(workingSeconds: waited, to: due)
        }
    }

    /// How long the office was open between two moments. Unit: seconds.
    ///
    /// - Throws: ``WorkingCalendarError/outsideCoverage(_:)`` when the span leaves the calendar.
    public func workingSeconds(from start: UTCInstant, to end: UTCInstant) throws(WorkingCalendarError) -> Int {
        var total = 0
        var day = start.vietnamDate
        while day <= end.vietnamDate, start < end {
            if try self.isWorkingDay(day) {
                for hours in self.workingHours {
                    let opens = max(start, Self.instant(on: day, minute: hours.opensAtMinute))
                    let closes = min(end, Self.instant(on: day, minute: hours.closesAtMinute))
                    if opens < closes {
                        total += Self.seconds(from: opens, to: closes)
                    }
                }
            }
            day = day.adding(days: 1)
        }
        return total
    }

    private func countedDay(_ day: VietnamDate, isLate: Bool) throws(WorkingCalendarError) -> VietnamDate {
        if !isLate, try self.isWorkingDay(day) {
            return day
        }
        return try self.workingDay(1, after: day)
    }

    private func adding(workingSeconds: Int, to start: UTCInstant) throws(WorkingCalendarError) -> UTCInstant {
        guard workingSeconds > 0 else {
            return start
        }
        var remaining = workingSeconds
        var day = start.vietnamDate
        while true {
            if try self.isWorkingDay(day) {
                for hours in self.workingHours {
                    let opens = max(start, Self.instant(on: day, minute: hours.opensAtMinute))
                    let closes = Self.instant(on: day, minute: hours.closesAtMinute)
                    guard opens < closes else {
                        continue
                    }
                    let open = Self.seconds(from: opens, to: closes)
                    if remaining <= open {
                        return opens + .seconds(remaining)
                    }
                    remaining -= open
                }
            }
            day = day.adding(days: 1)
        }
    }

    private static func seconds(from start: UTCInstant, to end: UTCInstant) -> Int {
        Int((end.microsecondsSinceEpoch - start.microsecondsSinceEpoch) / 1_000_000)
    }
}
