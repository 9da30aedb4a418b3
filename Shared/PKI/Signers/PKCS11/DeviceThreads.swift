import Dispatch
import Foundation
import Synchronization

/// Threads of their own for calls into a module, which may wait for a device or for a person.
///
/// Each thread owns one session slot and hands it to every job it runs. The threads end when the owner goes.
final class DeviceThreads: Sendable {
    typealias Job = @Sendable (inout PKCS11Session?) -> Void

    /// What owner and threads share; the threads hold this and not the owner, so that the owner can go.
    private final class Line: Sendable {
        private struct State {
            var jobs: [Job] = []
            var next = 0
            var isClosed = false
        }

        private let state = Mutex(State())
        private let signal = DispatchSemaphore(value: 0)

        func put(_ job: @escaping Job) {
            self.state.withLock { $0.jobs.append(job) }
            self.signal.signal()
        }

        func close(threads: Int) {
            self.state.withLock { $0.isClosed = true }
            for _ in 0..<threads { self.signal.signal() }
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

    let count: Int
    private let line: Line

    /// Starts the threads.
    ///
    /// - Parameter count: How many; each may hold one session, which is closed when the thread ends.
    init(count: Int) {
        self.count = count
        let line = Line()
        self.line = line
        for number in 1...max(1, count) {
            let thread = Thread {
                var session: PKCS11Session?
                while let job = line.take() { job(&session) }
                session?.close()
            }
            thread.name = "hoso-token-\(number)"
            thread.start()
        }
    }

    deinit { self.line.close(threads: max(1, self.count)) }

    /// Runs a job on the next free thread.
    func run<R: Sendable>(
        _ body: @escaping @Sendable (inout PKCS11Session?) -> Result<R, SignerError>
    ) async throws(SignerError) -> R {
        let result = await withCheckedContinuation { continuation in
            self.line.put { session in continuation.resume(returning: body(&session)) }
        }
        return try result.get()
    }
}
