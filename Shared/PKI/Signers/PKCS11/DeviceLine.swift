import Dispatch
import Synchronization

/// What ``DeviceThreads`` and its threads share: jobs that wait, and how many threads hang. The threads hold this and not the
/// owner, so that the owner can go.
final class DeviceLine: Sendable {
    /// Returns whether its caller still waited for it.
    typealias Job = @Sendable (inout PKCS11Session?) -> Bool

    private struct State {
        var jobs: [Job] = []
        var next = 0
        var isClosed = false
        var hanging = 0
        /// Threads that hang and have no successor.
        var missing = 0
    }

    private let state = Mutex(State())
    private let signal = DispatchSemaphore(value: 0)

    /// Whether so many threads hang that no further one is started.
    var isStuck: Bool { self.state.withLock { $0.hanging >= DeviceThreads.hangingLimit } }

    /// Lets a job wait for a thread.
    ///
    /// - Returns: Whether somebody will run it; `false` when the device hangs.
    func put(_ job: @escaping Job) -> Bool {
        let isTaken = self.state.withLock { state in
            guard state.hanging < DeviceThreads.hangingLimit else { return false }
            state.jobs.append(job)
            return true
        }
        if isTaken { self.signal.signal() }
        return isTaken
    }

    /// A thread hangs.
    ///
    /// - Returns: Whether another one shall take its place.
    func lose() -> Bool {
        self.state.withLock { state in
            state.hanging += 1
            guard state.hanging < DeviceThreads.hangingLimit, !state.isClosed else {
                state.missing += 1
                return false
            }
            return true
        }
    }

    /// A thread that hung came back.
    ///
    /// - Returns: Whether it goes on, because nobody took its place.
    func comeBack() -> Bool {
        self.state.withLock { state in
            state.hanging -= 1
            guard state.missing > 0 else { return false }
            state.missing -= 1
            return true
        }
    }

    func close(threads: Int) {
        self.state.withLock { $0.isClosed = true }
        for _ in 0..<(threads + DeviceThreads.hangingLimit) { self.signal.signal() }
    }

    /// The next job, or `nil` when closed and empty. Blocking: until there is one.
    func take() -> Job? {
        while true {
            self.signal.wait()
            let (job, isClosed) = self.state.withLock { state -> (Job?, Bool) in
                guard state.next < state.jobs.count else { return (nil, state.isClosed) }
                let job = state.jobs[state.next]
                state.next += 1
                if state.next == state.jobs.count || state.next > 1_024 {
                    state.jobs.removeFirst(state.next)
                    state.next = 0
                }
                return (job, state.isClosed)
            }
            if let job { return job }
            if isClosed { return nil }
        }
    }
}
