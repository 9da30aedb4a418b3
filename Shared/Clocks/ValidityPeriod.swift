/// The days on which something is in force: from a first day to the day before `until`, or without end.
///
/// Everything an organisation chart, a code list or a catalogue holds is valid in time and never rewritten
/// (R3, R4, R7, R14). The end is exclusive, so that a successor starts on the day its predecessor ends.
public struct ValidityPeriod: Hashable, Sendable {
    /// The first day in force.
    public let from: VietnamDate

    /// The first day no longer in force, or `nil` while no end is known.
    public let until: VietnamDate?

    /// Makes a period that has at least one day.
    ///
    /// - Parameters:
    ///   - from: The first day in force.
    ///   - until: The first day no longer in force; `nil` means without end.
    /// - Returns: `nil` when `until` is not after `from`.
    public init?(from: VietnamDate, until: VietnamDate? = nil) {
        if let until, until <= from {
            return nil
        }
        self.from = from
        self.until = until
    }

    /// Tells whether the day lies in the period.
    public func contains(_ day: VietnamDate) -> Bool {
        guard self.from <= day else {
            return false
        }
        guard let until = self.until else {
            return true
        }
        return day < until
    }

    /// Tells whether the two periods share a day.
    public func overlaps(_ other: ValidityPeriod) -> Bool {
        let startsBeforeOtherEnds = other.until.map { self.from < $0 } ?? true
        let otherStartsBeforeEnd = self.until.map { other.from < $0 } ?? true
        return startsBeforeOtherEnds && otherStartsBeforeEnd
    }
}
