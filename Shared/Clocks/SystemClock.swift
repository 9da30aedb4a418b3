#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The clock of the machine.
public struct SystemClock: UTCClock {
    /// Makes the clock.
    public init() {}

    /// The machine's wall-clock time; it may jump when the machine's clock is set.
    public func now() -> UTCInstant {
        var time = timespec()
        // CLOCK_REALTIME always exists and the pointer is valid, so the call cannot fail.
        clock_gettime(CLOCK_REALTIME, &time)
        return UTCInstant(microsecondsSinceEpoch: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }
}
