/// How long a command goes on trying when something is away for a while, and how it says so.
struct Patience {
    let console: Console
    /// Longest time from the first failure.
    var limit: Duration = .seconds(180)
    private var since: ContinuousClock.Instant?
    private var pause: Duration = .milliseconds(250)

    init(console: Console, limit: Duration = .seconds(180)) {
        self.console = console
        self.limit = limit
    }

    /// Waits a little longer each time.
    ///
    /// - Parameter reason: What is waited for.
    /// - Returns: False when the patience is at its end.
    mutating func wait(because reason: Words) async throws -> Bool {
        let begin = self.since ?? .now
        self.since = begin
        let waited = begin.duration(to: .now)
        guard waited < self.limit else { return false }
        self.console.passing("      … chờ / waiting \(waited.components.seconds) s: \(reason)")
        try await Task.sleep(for: self.pause)
        self.pause = min(self.pause * 2, .seconds(3))
        return true
    }
}
