import AMQP
import Synchronization

/// Whether a service that is to be called is running: whether anybody takes calls from its queue.
///
/// A call to a service nobody runs would lie in its queue until its deadline. Instead the queue is looked at when the
/// service has not answered for a while; a restart is waited for a moment. What dies just after an answer is noticed by the
/// transport (`absencePatience`), which then can only say that the request may have run.
final class ServicePresence: Sendable {
    /// After an answer the service is taken to be there for so long.
    private static let trust = Duration.milliseconds(250)
    /// So long a service that restarts is waited for.
    static let restart = Duration.seconds(2)
    private let patience: Duration

    private let consumers: @Sendable (_ queue: String) async throws(AMQPError) -> Int
    private let answers = Mutex<[String: ContinuousClock.Instant]>([:])

    /// - Parameters:
    ///   - patience: How long a service that restarts is waited for.
    ///   - consumers: How many take messages from a queue.
    init(patience: Duration = restart, consumers: @escaping @Sendable (_ queue: String) async throws(AMQPError) -> Int) {
        self.patience = patience
        self.consumers = consumers
    }

    /// Notes that a service has answered.
    func answered(_ service: String) { self.answers.withLock { $0[service] = .now } }

    /// Whether a service is known not to run; false when it runs or the broker cannot be asked.
    func isAbsent(_ service: String) async throws -> Bool {
        let last = self.answers.withLock { $0[service] }
        if let last, last.duration(to: .now) < Self.trust { return false }
        let limit = ContinuousClock.now + self.patience
        while try await self.hasNoConsumer("rpc.\(service)") {
            guard ContinuousClock.now < limit else { return true }
            try await Task.sleep(for: .milliseconds(100))
        }
        return false
    }

    private func hasNoConsumer(_ queue: String) async throws -> Bool {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                do throws(AMQPError) {
                    return try await self.consumers(queue) == 0
                } catch {
                    // No connection or no such queue: the call itself will say so.
                    return false
                }
            }
            group.addTask {
                try await Task.sleep(for: .seconds(1))
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
    }
}
