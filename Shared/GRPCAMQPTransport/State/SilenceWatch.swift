/// Which services have fallen silent, and since when nobody of theirs has been there.
///
/// Knows nothing of calls or time: it is told what was found.
struct SilenceWatch: Sendable {
    /// A service that is there is asked after again only so much later.
    static let trust = Duration.seconds(1)

    private let patience: Duration
    private var seen: [String: ContinuousClock.Instant] = [:]
    private var missed: [String: ContinuousClock.Instant] = [:]

    /// - Parameter patience: How long a service may be away before its calls are given up; a restart takes a moment.
    init(patience: Duration) {
        self.patience = patience
    }

    /// Whether it is time to look whether a process of the service is there.
    func isDue(_ service: String, now: ContinuousClock.Instant) -> Bool {
        self.seen[service].map { now - $0 >= Self.trust } ?? true
    }

    /// A process of the service was there.
    mutating func found(_ service: String, at now: ContinuousClock.Instant) {
        self.seen[service] = now
        self.missed[service] = nil
    }

    /// No process of the service was there.
    ///
    /// - Returns: Whether that has been so for long enough to give its calls up.
    mutating func missed(_ service: String, at now: ContinuousClock.Instant) -> Bool {
        self.seen[service] = nil
        let since = self.missed[service] ?? now
        self.missed[service] = since
        return now - since >= self.patience
    }

    /// No call waits any more: what was found is forgotten.
    mutating func forget() {
        self.seen = [:]
        self.missed = [:]
    }
}
