public import Clocks

/// How long a backlog lasts at today's pace (H-04).
public struct BacklogForecast: Hashable, Sendable {
    /// The days over which the pace is taken.
    public static let windowDays = 28

    /// Records that are not complete.
    public let incomplete: Int
    /// Records closed in the window.
    public let closedInWindow: Int
    /// Records opened in the window.
    public let openedInWindow: Int

    /// Makes a forecast.
    public init(incomplete: Int, closedInWindow: Int, openedInWindow: Int) {
        self.incomplete = incomplete
        self.closedInWindow = closedInWindow
        self.openedInWindow = openedInWindow
    }

    /// The day on which nothing is left when as many are closed and opened as in the window; nil = never at this pace.
    public func end(from today: VietnamDate) -> VietnamDate? {
        guard self.incomplete > 0 else { return today }
        let net = self.closedInWindow - self.openedInWindow
        guard net > 0 else { return nil }
        let (days, overflow) = self.incomplete.multipliedReportingOverflow(by: Self.windowDays)
        guard !overflow else { return nil }
        return today.adding(days: (days + net - 1) / net)
    }
}
