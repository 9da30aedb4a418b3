/// How far a deadline has come.
public enum DeadlineStage: String, CaseIterable, Sendable {
    /// It comes near.
    case soon
    /// It has passed.
    case late
    /// It has passed so long ago that whoever oversees it is told.
    case escalated

    /// The stage a deadline has reached; `nil` while there is time.
    ///
    /// - Parameters:
    ///   - remindBefore: How long before the deadline it is told; never more than half of the time there was.
    ///   - escalateAfter: How long after it those who oversee are told.
    public static func reached(
        dueAt: UTCInstant, since: UTCInstant, now: UTCInstant, remindBefore: Duration, escalateAfter: Duration
    ) -> DeadlineStage? {
        if dueAt + escalateAfter <= now { return .escalated }
        if dueAt <= now { return .late }
        let half = (dueAt - since) / 2
        return dueAt - min(remindBefore, half) <= now ? .soon : nil
    }
}
