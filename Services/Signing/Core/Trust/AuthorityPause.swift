import Clocks
import Synchronization

/// Remembers for a minute that an authority did not answer, so that only the first officer waits for it; everybody else's
/// document becomes upkeep at once and is mended by the worker (R39).
///
/// Concurrency: safe from any task.
final class AuthorityPause: Sendable {
    /// How long nobody is kept waiting.
    static let length = Duration.seconds(60)

    private let end = Mutex<UTCInstant?>(nil)

    /// Whether the authorities are left alone now.
    func holds(at now: UTCInstant) -> Bool { self.end.withLock { $0.map { now < $0 } ?? false } }

    /// An authority did not answer.
    func begin(at now: UTCInstant) { self.end.withLock { $0 = now + Self.length } }

    /// All answered.
    func lift() { self.end.withLock { $0 = nil } }
}
