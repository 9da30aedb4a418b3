internal import Dispatch

/// Runs an actor that waits for the disk on a thread of its own, so that no thread of the cooperative pool does.
final class QueueExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "hoso.archive")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = self.asUnownedSerialExecutor()
        self.queue.async { job.runSynchronously(on: executor) }
    }
}
