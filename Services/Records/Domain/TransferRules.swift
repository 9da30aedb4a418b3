public import Clocks

/// The dates of handing records to the archive; figures of the law, held as data (open point O7).
public struct TransferRules: Hashable, Sendable {
    /// Days from the end of the work until the digital transfer (Circular 05/2025/TT-BNV).
    public var digitalDays = 60
    /// Years after the year in which the work ended: the outer limit (Law 33/2024/QH15).
    public var limitYears = 1
    /// Months from the final account of a construction (Decree 30/2020/NĐ-CP, article 30).
    public var constructionMonths = 3
    /// Years after the year of transfer until the historical archive (Law 33/2024/QH15).
    public var historicalYears = 5
    /// Days before a date from which people are told.
    public var noticeDays = 30
    /// Records kept for fewer years are not transferred (Decree 30/2020/NĐ-CP, article 31).
    public var leastYears = 5
    /// Years beyond the limit for which a record may be kept back in writing (Decree 30/2020/NĐ-CP, article 31).
    public var keepBackYears = 2

    /// The figures of the law as of 2026.
    public init() {}

    /// The dates of a record whose work ended on a day; nil where it is not to be transferred.
    public func dates(of record: WorkRecord, closing: ClosingCondition) -> TransferDates? {
        guard let ended = record.details.endedOn else { return nil }
        if case .years(let years) = record.retention, years < self.leastYears { return nil }
        let limit =
            closing == .settlementApproved
            ? Self.adding(months: self.constructionMonths, to: ended) : Self.lastDay(of: ended.year + self.limitYears)
        // The law's last day also ends the digital one: construction is due sooner than the year.
        let due = min(ended.adding(days: self.digitalDays), limit)
        let transferred = record.details.archivedOn ?? due
        let historical = record.retention == .permanent ? Self.lastDay(of: transferred.year + self.historicalYears) : nil
        return TransferDates(dueOn: due, limitOn: limit, historicalOn: historical)
    }

    /// Where a record that is closed and not yet with the archive stands on a day.
    public func standing(of record: WorkRecord, closing: ClosingCondition, on today: VietnamDate) -> TransferStanding {
        guard let dates = self.dates(of: record, closing: closing) else { return .exempt }
        if let until = record.details.keptBackUntil, today <= until { return .keptBack }
        if today > dates.limitOn { return .unlawful }
        if today > dates.dueOn { return .late }
        return today.adding(days: self.noticeDays) >= dates.dueOn ? .soon : .later
    }

    /// The last day until which a record may be kept back.
    func lastKeepBack(_ dates: TransferDates) -> VietnamDate {
        Self.adding(months: 12 * self.keepBackYears, to: dates.limitOn)
    }

    /// The last day of a year; beyond the calendar, its last day.
    static func lastDay(of year: Int) -> VietnamDate {
        VietnamDate(year: year, month: 12, day: 31) ?? UTCInstant.latest.vietnamDate
    }

    /// The same day so many months later, or the last day of that month.
    static func adding(months: Int, to date: VietnamDate) -> VietnamDate {
        let index = date.year * 12 + date.month - 1 + months
        for day in stride(from: date.day, through: 28, by: -1) {
            if let found = VietnamDate(year: index / 12, month: index % 12 + 1, day: day) { return found }
        }
        return VietnamDate(year: index / 12, month: index % 12 + 1, day: min(date.day, 28)) ?? UTCInstant.latest.vietnamDate
    }
}
