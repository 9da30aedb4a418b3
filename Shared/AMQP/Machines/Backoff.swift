/// Waits between attempts: full jitter under a bound that doubles.
///
/// Pure: randomness is an argument.
struct Backoff {
    private let settings: AMQPConfiguration.Backoff
    private var bound: Duration

    init(_ settings: AMQPConfiguration.Backoff) {
        self.settings = settings
        self.bound = settings.initial
    }

    /// The next wait.
    mutating func next(using random: inout some RandomNumberGenerator) -> Duration {
        let bound = min(self.bound, self.settings.maximum)
        self.bound = min(self.bound * 2, self.settings.maximum)
        return bound * Double.random(in: 0...1, using: &random)
    }

    /// Starts small again, after a success.
    mutating func reset() { self.bound = self.settings.initial }
}
