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
    /// A task that prefers this executor (`withTaskExecutorPreference`, `Task(executorPreference:)`) sends and receives without
    /// a hand-over between threads: a call made from it wakes its process twice instead of four times. It is for tasks
    /// that only wait and pass messages on: one that blocks or computes holds up every connection of the process, its
    /// heartbeats too. Computing belongs into `withTaskExecutorPreference(globalConcurrentExecutor)`.
    public static var executor: any TaskExecutor { Self.tasks }

    /// Whether the caller runs on the thread.
    public static var isCurrent: Bool { Self.group.next().inEventLoop }

    static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private static let tasks = Executor(eventLoop: Self.group.next())

    /// Lets a connection write once for all that the tasks of this turn publish.
    ///
    /// - Parameter write: Runs when the jobs that wait now are done. Not called when this returns `false`.
    /// - Returns: Whether a turn of tasks is under way; only the thread itself may ask.
    static func whenTurnEnds(_ write: @escaping @Sendable () -> Void) -> Bool {
        Self.tasks.whenTurnEnds(write)
    }

    /// Jobs wait in a queue of their own, so that a chain of them costs one task of the event loop.
    private final class Executor: TaskExecutor {
        private struct State {
            var jobs: Deque<UnownedJob> = []
            var isScheduled = false
            /// Whether jobs are being run; what they publish leaves when they are done.
            var isInTurn = false
            var writes: [@Sendable () -> Void] = []
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

        func whenTurnEnds(_ write: @escaping @Sendable () -> Void) -> Bool {
            self.state.withLock { state in
                if state.isInTurn { state.writes.append(write) }
                return state.isInTurn
            }
        }

        private func runSome() {
            let isDone = self.runJobs()
            let writes = self.state.withLock { state in
                state.isInTurn = false
                defer { state.writes = [] }
                return state.writes
            }
            for write in writes { write() }
            if !isDone { self.schedule() }
        }

        /// Runs the jobs that wait, but not too many.
        ///
        /// - Returns: Whether none is left.
        private func runJobs() -> Bool {
            for _ in 0..<Self.batch {
                let job = self.state.withLock { state -> UnownedJob? in
                    state.isInTurn = true
                    guard let job = state.jobs.popFirst() else {
                        state.isScheduled = false
                        return nil
                    }
                    return job
                }
                guard let job else { return true }
                job.runSynchronously(on: self.asUnownedTaskExecutor())
            }
            return false
        }
    }
}
