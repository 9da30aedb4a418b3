/// How an ``EventConsumer`` works.
public struct ConsumerConfiguration: Sendable {
    /// How many messages are in hand per queue. Range: `1...`.
    public var prefetch: UInt16 = 32
    /// After so many attempts an event goes to quarantine. Range: `1...`.
    public var maximumAttempts = 10
    /// The wait before the second attempt; it doubles up to `longestRetryDelay`.
    public var shortestRetryDelay: Duration = .seconds(1)
    /// The longest wait between two attempts.
    public var longestRetryDelay: Duration = .seconds(600)
    /// How long a worker may hold a due event before another may take it.
    public var lease: Duration = .seconds(60)
    /// How often due retries are looked for.
    public var pollInterval: Duration = .seconds(1)
    /// The longest pause between two tries to reach the database while messages wait unacknowledged.
    public var longestPause: Duration = .seconds(5)
    /// Whether exchange, queues and bindings are declared; otherwise they must be there.
    public var declaresTopology = false
    /// The exchange the queues are bound to.
    public var exchange: String = Messaging.exchange

    /// Makes a configuration with the defaults.
    public init() {}

    /// The wait after a failed attempt, with a random factor between 0.8 and 1.2.
    func retryDelay(afterAttempt attempt: Int) -> Duration {
        let doubled = self.shortestRetryDelay * (1 << min(max(attempt - 1, 0), 20))
        return min(doubled, self.longestRetryDelay) * Double.random(in: 0.8...1.2)
    }
}
