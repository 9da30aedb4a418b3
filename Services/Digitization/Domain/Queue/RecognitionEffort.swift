/// How often recognition of a scan is tried, and when it is given up.
public struct RecognitionEffort: Hashable, Sendable {
    /// Attempts after which a failure that could pass is given up.
    public static let mostAttempts = 8
    /// Attempts after which a scan that crashes or stops the worker is given up.
    public static let mostCrashes = 2
    /// The longest pause between two attempts.
    public static let longestPause: Duration = .seconds(300)

    /// Which attempt failed, from 1.
    public let attempt: Int
    /// Whether trying again cannot help: the scan itself crashes or stops the worker.
    public let isHopeless: Bool

    /// Describes a failed attempt.
    public init(attempt: Int, isHopeless: Bool) {
        self.attempt = attempt
        self.isHopeless = isHopeless
    }

    /// The pause before the next attempt, twice as long each time; nil = there is none, the paper goes to a person.
    public var pause: Duration? {
        guard self.attempt < (self.isHopeless ? Self.mostCrashes : Self.mostAttempts) else { return nil }
        return min(Self.longestPause, .seconds(2 << max(0, min(self.attempt, 20))))
    }
}
