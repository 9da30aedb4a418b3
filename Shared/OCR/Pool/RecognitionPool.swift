/// Keeps recognition workers warm and hands pages to them.
///
/// C decoders and the engine run only in the worker processes. A worker that crashes or hangs is replaced and the
/// page tried once more; then the caller gets a typed failure. The pool itself never fails.
///
/// Concurrency: safe to call from any task; as many pages are read at a time as there are workers.
public final class RecognitionPool: Sendable {
    private let slots: [WorkerSlot]
    private let queue: SlotQueue

    /// Creates a pool; its workers start with the first page or with ``warmUp()``.
    ///
    /// - Parameter configuration: How the workers are run.
    public init(_ configuration: RecognitionConfiguration) {
        self.slots = (0..<configuration.workers).map { WorkerSlot(configuration, number: $0) }
        self.queue = SlotQueue(self.slots)
    }

    deinit { self.shutDown() }

    /// Starts every worker that does not run yet.
    ///
    /// - Throws: ``OCRError`` when a worker could not be started or has no engine; a later call tries again.
    public func warmUp() async throws(OCRError) {
        for slot in self.slots { try await slot.warmUp() }
    }

    /// Tells the format and the pages of a file.
    ///
    /// - Parameters:
    ///   - path: The file; must stay in place until the call returns.
    ///   - limits: How large it may be.
    /// - Throws: ``OCRError`` when the worker failed twice.
    public func inspect(path: String, limits: ScanLimits = ScanLimits()) async throws(OCRError) -> InspectionOutcome {
        let reply = try await self.ask(.inspect(path: path, limits: limits))
        switch try reply.decode(WorkerReply.self) {
        case .inspected(let inspection): return .readable(inspection)
        case .refused(let finding): return .refused(finding)
        case .unreadable(let reason): throw OCRError(.unreadableFile, reason)
        case .failed(let reason): throw OCRError(.engineUnavailable, reason)
        case .ready, .read: throw OCRError(.damagedMessage, "the worker answered another question")
        }
    }

    /// Judges and recognises one page.
    ///
    /// - Parameters:
    ///   - path: The file; must stay in place until the call returns.
    ///   - page: The page, from 1.
    ///   - thresholds: The limits of the quality gate.
    ///   - limits: How large file and page may be.
    /// - Returns: The reading; a refused page carries its findings and no lines.
    /// - Throws: ``OCRError`` when the worker failed twice on this page.
    public func read(
        path: String, page: Int, thresholds: QualityThresholds = .administrative, limits: ScanLimits = ScanLimits()
    ) async throws(OCRError) -> PageResult {
        let request = ReadRequest(path: path, page: page, thresholds: thresholds, limits: limits)
        let reply = try await self.ask(.read(request))
        switch try reply.decode(WorkerReply.self) {
        case .read(let reading, let isPassthrough):
            guard reading.page == page else { throw OCRError(.damagedMessage, "the worker read another page") }
            let image = reading.findings.isEmpty ? PageImage(jpeg: reply.attachment, isPassthrough: isPassthrough) : nil
            return PageResult(reading: reading, image: image)
        case .refused(let finding):
            let found = QualityFinding(finding.reason, page: page, measured: finding.measured, demanded: finding.demanded)
            let reading = PageReading(page: page, measures: PageMeasures(), findings: [found], lines: [], meanConfidence: 0)
            return PageResult(reading: reading, image: nil)
        case .unreadable(let reason): throw OCRError(.unreadableFile, reason)
        case .failed(let reason): throw OCRError(.engineUnavailable, reason)
        case .ready, .inspected: throw OCRError(.damagedMessage, "the worker answered another question")
        }
    }

    /// Ends all workers; pages in work fail with ``OCRError/Code/shutDown``.
    public func shutDown() { self.slots.forEach { $0.close() } }

    /// Process ids of the running workers, for tests and status pages.
    public var processIDs: [Int32] { self.slots.compactMap(\.processID) }

    private func ask(_ request: WorkerRequest) async throws(OCRError) -> Frame {
        let frame = try Frame.encoding(request)
        guard let slot = await self.queue.take() else { throw OCRError(.cancelled, "the caller gave up") }
        defer { self.queue.giveBack(slot) }
        guard !Task.isCancelled else { throw OCRError(.cancelled, "the caller gave up") }
        return try await slot.ask(frame)
    }
}
