import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import AMQP

@Suite(.timeLimit(.minutes(10))) struct AMQPThreadTests {
    /// What has happened, in order.
    private final class Log: Sendable {
        private let entries = Mutex<[String]>([])
        var all: [String] { self.entries.withLock { $0 } }
        func note(_ entry: String) { self.entries.withLock { $0.append(entry) } }
    }

    @Test func `tasks that prefer the executor run on the thread, others do not`() async {
        #expect(await withTaskExecutorPreference(AMQPThread.executor) { AMQPThread.isCurrent })
        #expect(!AMQPThread.isCurrent)
    }

    @Test func `what the tasks of a turn have to write is written once they have all run`() async {
        let log = Log()
        await withTaskExecutorPreference(AMQPThread.executor) {
            await withTaskGroup(of: Void.self) { group in
                for number in 1...3 {
                    group.addTask {
                        log.note("task \(number)")
                        #expect(AMQPThread.whenTurnEnds { log.note("write \(number)") })
                    }
                }
            }
            while log.all.count < 6 { await Task.yield() }
        }

        #expect(log.all == ["task 1", "task 2", "task 3", "write 1", "write 2", "write 3"])
    }

    @Test func `outside a turn of tasks nothing is put off`() async throws {
        let isPutOff = try await AMQPThread.group.next().submit { AMQPThread.whenTurnEnds {} }.get()

        #expect(!isPutOff)
    }

    @Test func `a chain of tasks without end leaves the connections their turn`() async throws {
        let isOver = Atomic<Bool>(false)
        async let chain: Void = withTaskExecutorPreference(AMQPThread.executor) {
            while !isOver.load(ordering: .relaxed) { await Task.yield() }
        }
        // Runs between two turns, as reading from a socket does.
        try await AMQPThread.group.next().submit { isOver.store(true, ordering: .relaxed) }.get()
        await chain
    }
}
