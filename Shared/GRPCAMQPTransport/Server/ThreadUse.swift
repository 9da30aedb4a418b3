#if canImport(Glibc)
import Glibc
#endif

/// How much the thread that asks has worked so far, and how often it has waited.
///
/// The clock on the wall would not do: on a busy machine a thread often loses its processor for longer than a quick handler
/// needs, which says nothing of the handler.
struct ThreadUse: Sendable {
    /// Time on a processor.
    private let worked: Duration
    /// How often it went to sleep of its own accord.
    private let waits: Int
    private let time: ContinuousClock.Instant

    /// `RUSAGE_THREAD` of Linux, which Glibc's module leaves out; see getrusage(2).
    private static let thread: __rusage_who_t = 1

    /// The use of the present thread.
    static func now() -> ThreadUse {
        var usage = rusage()
        // Fails only for an unknown first argument.
        getrusage(Self.thread, &usage)
        let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return ThreadUse(
            worked: .seconds(seconds) + .microseconds(microseconds), waits: Int(usage.ru_nvcsw), time: .now)
    }

    /// How long the thread was held meanwhile: what it worked, or the whole time if it waited for something.
    func held(until later: ThreadUse) -> Duration {
        later.waits > self.waits ? later.time - self.time : later.worked - self.worked
    }
}
