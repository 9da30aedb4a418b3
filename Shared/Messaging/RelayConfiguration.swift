/// How an ``EventRelay`` works.
public struct RelayConfiguration: Sendable {
    /// CloudEvents source of everything it publishes, for example `hoso/intake`.
    public var source: String
    /// The exchange it publishes to.
    public var exchange: String = Messaging.exchange
    /// How many events are on the wire at once. Range: `1...`.
    public var window = 500
    /// How many events may be read and not yet confirmed; the rest stays in the log. Range: `1...`.
    public var memoryLimit = 10_000
    /// How often the log is read without having been told of a commit, to find what a crash or a lost connection hid.
    public var recoveryInterval: Duration = .seconds(1)
    /// The same while another instance waits for the relay's lock: its commits are found by reading.
    public var sharedInterval: Duration = .milliseconds(100)
    /// How often pending rows are counted for the metrics.
    public var measureInterval: Duration = .seconds(5)
    /// The first pause before an event is sent again; it doubles up to `longestPause`.
    public var shortestPause: Duration = .milliseconds(100)
    /// The longest pause before an event is sent again.
    public var longestPause: Duration = .seconds(10)
    /// How long a graceful stop tries to publish what is committed already.
    public var drain: Duration = .seconds(5)

    /// Makes a configuration with defaults for everything but the source.
    public init(source: String) {
        self.source = source
    }

    /// A pause that doubles with each failure, with a random factor between one half and one.
    func pause(afterFailures failures: Int) -> Duration {
        let doubled = self.shortestPause * (1 << min(max(failures - 1, 0), 20))
        return min(doubled, self.longestPause) * Double.random(in: 0.5...1)
    }
}
