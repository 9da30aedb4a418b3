import Dispatch
import Synchronization

/// A place for one worker process, with a thread of its own to wait on it.
///
/// A page holds its thread for seconds, so it never is a thread of Swift's cooperative pool.
final class WorkerSlot: Sendable {
    private struct State {
        var process: WorkerProcess?
        var pages = 0
        var isClosed = false
    }

    private let configuration: RecognitionConfiguration
    private let queue: DispatchQueue
    private let state = Mutex(State())

    init(_ configuration: RecognitionConfiguration, number: Int) {
        self.configuration = configuration
        self.queue = DispatchQueue(label: "hoso.ocr.worker.\(number)")
    }

    /// The process id of the worker, if one runs.
    var processID: Int32? { self.state.withLock { $0.process?.processID } }

    /// Starts the worker if none runs.
    func warmUp() async throws(OCRError) {
        _ = try await self.onQueue { _ throws(OCRError) in try self.ready() }
    }

    /// Asks the worker; a crashed or hanging worker is replaced, and the question asked once more.
    func ask(_ request: Frame) async throws(OCRError) -> Frame {
        try await self.onQueue { isCancelled throws(OCRError) in
            do throws(OCRError) {
                return try self.exchange(request, isCancelled)
            } catch {
                let mayHelp = error.code == .workerCrashed || error.code == .timedOut || error.code == .damagedMessage
                guard !isCancelled() else { throw OCRError(.cancelled, "the caller gave up") }
                guard mayHelp else { throw error }
                return try self.exchange(request, isCancelled)
            }
        }
    }

    /// Ends the worker; what it was doing fails.
    func interrupt() { self.state.withLock(\.process)?.kill() }

    /// Ends the worker for good.
    func close() {
        self.state.withLock { $0.isClosed = true }
        self.interrupt()
    }

    private func exchange(_ request: Frame, _ isCancelled: @Sendable () -> Bool) throws(OCRError) -> Frame {
        let gone = OCRError(.cancelled, "the caller gave up")
        guard !isCancelled() else { throw gone }
        let process = try self.ready()
        // From here on a cancellation finds this process and ends it; one that came while it started is seen now.
        guard !isCancelled() else { throw gone }
        let reply = try process.exchange(request, timeout: self.configuration.pageTimeout)
        self.state.withLock { $0.pages += 1 }
        return reply
    }

    /// The running worker, or a fresh one in place of none, an ended or a worn one.
    private func ready() throws(OCRError) -> WorkerProcess {
        let (current, pages, isClosed) = self.state.withLock { ($0.process, $0.pages, $0.isClosed) }
        guard !isClosed else { throw OCRError(.shutDown, "the pool is shut down") }
        if let current, current.isRunning, pages < self.configuration.pagesPerWorker { return current }
        current?.kill()
        let fresh = try WorkerProcess(self.configuration)
        let closedMeanwhile = self.state.withLock { state in
            state.process = fresh
            state.pages = 0
            return state.isClosed
        }
        guard !closedMeanwhile else {
            fresh.kill()
            throw OCRError(.shutDown, "the pool is shut down")
        }
        return fresh
    }

    /// Runs blocking work on the slot's thread; cancelling the task ends the worker, and with it the work.
    private func onQueue<R: Sendable>(
        _ work: @escaping @Sendable (_ isCancelled: @Sendable () -> Bool) throws(OCRError) -> R
    ) async throws(OCRError) -> R {
        let flag = CancellationFlag()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Result<R, OCRError>, Never>) in
                self.queue.async {
                    do throws(OCRError) { continuation.resume(returning: .success(try work { flag.isSet })) } catch {
                        continuation.resume(returning: .failure(error))
                    }
                }
            }
        } onCancel: {
            flag.set()
            self.interrupt()
        }
        return try result.get()
    }
}
