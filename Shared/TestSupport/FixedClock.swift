public import Clocks
import Synchronization

/// A clock that stands still until it is told otherwise.
public final class FixedClock: UTCClock {
    private let instant: Mutex<UTCInstant>

    /// Makes a clock that shows this instant; by default 2026-03-05 09:00 in Việt Nam, a Thursday.
    public init(_ instant: UTCInstant = UTCInstant(microsecondsSinceEpoch: 1_772_676_000_000_000)) {
        self.instant = Mutex(instant)
    }

    /// The instant set last.
    public func now() -> UTCInstant { self.instant.withLock { $0 } }

    /// Shows another instant from now on.
    public func set(_ instant: UTCInstant) { self.instant.withLock { $0 = instant } }

    /// Moves on (or back) by a duration.
    public func advance(by duration: Duration) { self.instant.withLock { $0 = $0 + duration } }
}
