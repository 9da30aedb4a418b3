import Dispatch

/// A thread for calls that wait for the disk, so that no thread of the cooperative pool does.
final class BlockingQueue: Sendable {
    private let queue: DispatchQueue

    init(label: String) { self.queue = DispatchQueue(label: label) }

    /// Runs a call that may block; it is not interrupted by cancellation.
    func run<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            self.queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }
}
