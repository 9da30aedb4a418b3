import Synchronization

/// Tells a thread outside Swift's tasks that its task was cancelled.
final class CancellationFlag: Sendable {
    private let value = Mutex(false)

    /// Whether the task was cancelled.
    var isSet: Bool { self.value.withLock { $0 } }

    /// Remembers that the task was cancelled.
    func set() { self.value.withLock { $0 = true } }
}
