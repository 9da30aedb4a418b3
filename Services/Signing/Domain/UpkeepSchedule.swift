public import Clocks

/// When something owed is tried again: soon at first, then ever more rarely, so that an authority that comes back is
/// noticed within minutes and one that is gone for days is not asked all the time.
public enum UpkeepSchedule {
    /// Between the first try and the second.
    public static let shortest = Duration.seconds(60)
    /// Never longer than this.
    public static let longest = Duration.seconds(6 * 3_600)

    /// The pause after so many tries.
    public static func pause(afterTries tries: Int) -> Duration {
        guard tries > 0 else { return .zero }
        return tries > 9 ? self.longest : min(self.longest, self.shortest * (1 << (tries - 1)))
    }

    /// When an archival timestamp is renewed: a margin before it runs out, but not before a day has gone by, so that a
    /// timestamp of short life is not renewed without end.
    ///
    /// - Parameters:
    ///   - stampedAt: When it was made.
    ///   - end: When it runs out.
    ///   - margin: How long before.
    public static func renewal(stampedAt: UTCInstant, end: UTCInstant, margin: Duration) -> UTCInstant {
        max(end - margin, stampedAt + .seconds(86_400))
    }
}
