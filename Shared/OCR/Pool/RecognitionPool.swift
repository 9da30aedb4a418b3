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
        case .ready, .read, .codes: throw OCRError(.damagedMessage, "the worker answered another question")
        }
    }

    /// Judges and recognises one page.
    ///
    /// - Parameters:
    ///   - path: The file; must stay in place until the call returns.
    ///   - page: The page, from 1.
    ///   - turn: How a person turned the page, clockwise: 0, 90, 180 or 270; nil = the worker turns it where it is sure.
    ///   - thresholds: The limits of the quality gate.
    ///   - limits: How large file and page may be.
    /// - Returns: The reading; a refused page carries its findings and no lines.
    /// - Throws: ``OCRError`` when the worker failed twice on this page.
    public func read(
        path: String, page: Int, turn: Int? = nil, thresholds: QualityThresholds = .administrative,
        limits: ScanLimits = ScanLimits()
    ) async throws(OCRError) -> PageResult {
        let (reading, picture, isPassthrough) = try await self.answer(
            .read(ReadRequest(path: path, page: page, thresholds: thresholds, limits: limits, turn: turn)), page: page)
        let image = reading.isRefused ? nil : PageImage(jpeg: picture, isPassthrough: isPassthrough, turn: reading.turn)
        return PageResult(reading: reading, image: image)
    }

    /// Judges one page without recognising it, and makes a thumbnail.
    ///
    /// - Parameters:
    ///   - path: The file; must stay in place until the call returns.
    ///   - page: The page, from 1.
    ///   - turn: How a person turned the page, clockwise; nil = the worker turns it where it is sure.
    ///   - thresholds: The limits of the quality gate.
    ///   - limits: How large file and page may be.
    /// - Throws: ``OCRError`` when the worker failed twice on this page.
    public func judge(
        path: String, page: Int, turn: Int? = nil, thresholds: QualityThresholds = .administrative,
        limits: ScanLimits = ScanLimits()
    ) async throws(OCRError) -> PageVerdict {
        let request = ReadRequest(path: path, page: page, thresholds: thresholds, limits: limits, turn: turn, judgesOnly: true)
        let (reading, thumbnail, _) = try await self.answer(.read(request), page: page)
        return PageVerdict(reading: reading, thumbnail: thumbnail)
    }

    /// Takes out the text one page of a PDF carries by itself; the page is neither drawn nor judged.
    ///
    /// - Parameters:
    ///   - path: The file; must stay in place until the call returns.
    ///   - page: The page, from 1.
    ///   - limits: How large file and text may be.
    /// - Returns: The lines in the order of the page, places in pixels at 200 dpi; none for a page without text.
    /// - Throws: ``OCRError`` when the worker failed twice on this page.
    public func text(path: String, page: Int, limits: ScanLimits = ScanLimits()) async throws(OCRError) -> PageReading {
        try await self.answer(.text(path: path, page: page, limits: limits), page: page).reading
    }

    private func answer(
        _ request: WorkerRequest, page: Int
    ) async throws(OCRError) -> (reading: PageReading, picture: [UInt8], isPassthrough: Bool) {
        let reply = try await self.ask(request)
        switch try reply.decode(WorkerReply.self) {
        case .read(let reading, let isPassthrough):
            guard reading.page == page else { throw OCRError(.damagedMessage, "the worker read another page") }
            return (reading, reply.attachment, isPassthrough)
        case .refused(let finding):
            let findings = [finding.on(page: page)]
            return (PageReading(page: page, measures: PageMeasures(), findings: findings, lines: [], meanConfidence: 0), [], false)
        case .unreadable(let reason): throw OCRError(.unreadableFile, reason)
        case .failed(let reason): throw OCRError(.engineUnavailable, reason)
        case .ready, .inspected, .codes: throw OCRError(.damagedMessage, "the worker answered another question")
        }
    }

    /// Ends all workers; pages in work fail with ``OCRError/Code/shutDown``.
    public func shutDown() { self.slots.forEach { $0.close() } }

    /// Process ids of the running workers, for tests and status pages.
    public var processIDs: [Int32] { self.slots.compactMap(\.processID) }

    func ask(_ request: WorkerRequest) async throws(OCRError) -> Frame {
        let frame = try Frame.encoding(request)
        guard let slot = await self.queue.take() else { throw OCRError(.cancelled, "the caller gave up") }
        defer { self.queue.giveBack(slot) }
        guard !Task.isCancelled else { throw OCRError(.cancelled, "the caller gave up") }
        return try await slot.ask(frame)
    }
}
