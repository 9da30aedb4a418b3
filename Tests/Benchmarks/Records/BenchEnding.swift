import Synchronization

/// Tells work that goes on beside a measurement that it is over.
final class BenchEnding: Sendable {
    private let reached = Mutex(false)

    var isReached: Bool { self.reached.withLock { $0 } }

    func reach() { self.reached.withLock { $0 = true } }
}
