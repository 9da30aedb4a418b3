import Dispatch
import Synchronization

/// A few threads for calls that wait for the disk, so that no thread of the cooperative pool does.
final class BlockingQueues: Sendable {
    private let queues: [DispatchQueue]
    private let turn = Atomic<Int>(0)

    init(label: String, count: Int) {
        self.queues = (0..<count).map { DispatchQueue(label: "\(label).\($0)") }
    }

    /// Runs a call that may block and returns its result; it is not interrupted by cancellation.
    func run<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
        let index = self.turn.wrappingAdd(1, ordering: .relaxed).oldValue
        let queue = self.queues[Int(UInt(bitPattern: index) % UInt(self.queues.count))]
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }
}
