public import Clocks

/// How far a campaign is.
public struct BacklogProgress: Hashable, Sendable {
    /// Documents the sheets list.
    public var listed = 0
    /// Of them, those whose file came in.
    public var attached = 0
    /// Of them, those with an e-copy.
    public var captured = 0
    /// Of them, those whose scan was refused: somebody scans again.
    public var refused = 0
    /// Pages the sheets list.
    public var listedPages = 0
    /// Pages with an e-copy.
    public var capturedPages = 0
    /// The same as A4 equivalents. Unit: hundredths (R32).
    public var capturedA4Hundredths = 0
    /// Documents that got their e-copy in the last 24 hours.
    public var capturedLastDay = 0

    /// Creates the progress of a campaign without documents.
    public init() {}

    /// Documents still without an e-copy.
    public var outstanding: Int { max(0, self.listed - self.captured) }

    /// When the listed documents are done at the pace of the last 24 hours.
    ///
    /// - Parameters:
    ///   - now: The present.
    ///   - planned: Documents the plan counts, where that is more than the sheets list so far; 0 = unknown.
    /// - Returns: The instant; nil when nothing was done in that time, so that there is no pace. `now` when all is done.
    public func forecast(at now: UTCInstant, planned: Int = 0) -> UTCInstant? {
        let left = max(self.outstanding, planned - self.captured)
        guard left > 0 else { return now }
        guard self.capturedLastDay > 0 else { return nil }
        // Seconds, rounded up: a forecast that is too early helps nobody.
        let (seconds, overflows) = left.multipliedReportingOverflow(by: 86_400)
        guard !overflows else { return nil }
        return now + .seconds((seconds + self.capturedLastDay - 1) / self.capturedLastDay)
    }
}
