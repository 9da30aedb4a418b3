import DequeModule
import NIOCore
import NIOPosix
import Synchronization

/// The one thread that carries all connections of this process to the broker.
///
/// A service publishes over one connection and consumes over another; on one thread the confirm of a reply and the
/// acknowledgement of its request need no hand-over between threads. It is not shared with HTTP servers, so that
/// neither side waits for the other. It lives as long as the process.
public enum AMQPThread {
    /// Runs tasks on the thread, between the reads and writes of the connections.
    ///
    /// For tasks that only pass messages on: a task that blocks or computes holds up every connection of the process.
    public static var executor: any TaskExecutor { Self.tasks }

    static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private static let tasks = Executor(eventLoop: Self.group.next())

    /// Jobs wait in a queue of their own, so that a chain of them costs one task of the event loop.
    private final class Executor: TaskExecutor {
        private struct State {
            var jobs: Deque<UnownedJob> = []
            var isScheduled = false
        }

        /// After so many the connections have their turn.
        private static let batch = 64

        private let eventLoop: any EventLoop
        private let state = Mutex(State())

        init(eventLoop: any EventLoop) { self.eventLoop = eventLoop }

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            let wakes = self.state.withLock { state in
                state.jobs.append(job)
                defer { state.isScheduled = true }
                return !state.isScheduled
            }
            if wakes { self.schedule() }
        }

        private func schedule() {
            self.eventLoop.execute { self.runSome() }
        }

        private func runSome() {
            for _ in 0..<Self.batch {
                let job = self.state.withLock { state -> UnownedJob? in
                    guard let job = state.jobs.popFirst() else {
                        state.isScheduled = false
                        return nil
                    }
                    return job
                }
                guard let job else { return }
                job.runSynchronously(on: self.asUnownedTaskExecutor())
            }
            self.schedule()
        }
    }
}
