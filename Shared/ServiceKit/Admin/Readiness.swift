import Clocks
import Synchronization

/// Runs the checks of `/readyz`, each with its own time limit, and remembers the answers for a moment.
final class Readiness: Sendable {
    struct Answer: Sendable {
        let name: String
        let failure: String?
    }

    private struct State {
        var started = false
        var checks: [ReadinessCheck] = []
        var remembered: (at: ContinuousClock.Instant, answers: [Answer])?
    }

    private static let memory: Duration = .seconds(2)
    private static let limit: Duration = .seconds(5)

    private let state = Mutex(State())

    /// The service is up from here on; until then it is not ready.
    func started(with checks: [ReadinessCheck]) {
        self.state.withLock {
            $0.checks = checks
            $0.started = true
            $0.remembered = nil
        }
    }

    /// The service is going down and wants no more work.
    func stopping() { self.state.withLock { $0.started = false } }

    /// The answer of every check; one named `started` fails before start and while stopping.
    func answers() async -> [Answer] {
        let now = ContinuousClock.now
        let (started, checks, remembered) = self.state.withLock { ($0.started, $0.checks, $0.remembered) }
        guard started else { return [Answer(name: "started", failure: "starting or stopping")] }
        if let remembered, now - remembered.at < Self.memory { return remembered.answers }
        let answers = await withTaskGroup(of: Answer.self) { group in
            for check in checks { group.addTask { await Self.run(check) } }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.name < $1.name }
        }
        self.state.withLock { $0.remembered = (now, answers) }
        return answers
    }

    private static func run(_ check: ReadinessCheck) async -> Answer {
        await withTaskGroup(of: Answer?.self) { group in
            group.addTask {
                do {
                    try await check.check()
                    return Answer(name: check.name, failure: nil)
                } catch {
                    return Answer(name: check.name, failure: "\(error)")
                }
            }
            group.addTask {
                do { try await Task.sleep(for: Self.limit) } catch { return nil }
                return Answer(name: check.name, failure: "no answer within \(Self.limit)")
            }
            let first = await group.first { $0 != nil } ?? nil
            group.cancelAll()
            return first ?? Answer(name: check.name, failure: "cancelled")
        }
    }
}
