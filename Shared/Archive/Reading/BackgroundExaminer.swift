public import Clocks

/// Examines packages one after the other on a thread of its own, for services whose tasks must not wait for a disk.
public actor BackgroundExaminer {
    private let executor = QueueExecutor()
    /// The thread that waits for the disk.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { self.executor.asUnownedSerialExecutor() }

    private let examiner: PackageExaminer

    /// Makes it.
    public init(_ examiner: PackageExaminer = PackageExaminer()) { self.examiner = examiner }

    /// As ``PackageExaminer/examine(_:scratch:at:)``.
    public func examine(_ path: String, scratch: String, at now: UTCInstant) throws(ArchiveError) -> PackageReport {
        try self.examiner.examine(path, scratch: scratch, at: now)
    }
}
