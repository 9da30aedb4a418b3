import Clocks
import DigitizationDomain
import Logging
import Messaging
import OCR
import ServiceLifecycle

/// Works through the papers that wait for recognition until the service stops.
///
/// Several instances share the work: a job is leased, and one that is not finished when its holder dies is taken by
/// another. A scan on which recognition fails again and again is refused with that reason instead of tried for ever.
struct RecognitionService: Service {
    let jobs: RecognitionJobStore
    let pages: CapturedPageStore
    let recognition: PaperRecognition
    let events: DigitizationEvents
    let workers: Int
    let idlePause: Duration
    let logger: Logger

    func run() async throws {
        defer { self.recognition.pool.shutDown() }
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for _ in 0..<self.workers { group.addTask { await self.work() } }
            }
        }
    }

    private func work() async {
        while !Task.isCancelled {
            do {
                if let job = try await self.jobs.claim() {
                    try await self.process(job)
                } else {
                    try await Task.sleep(for: self.idlePause)
                }
            } catch is CancellationError {
                return
            } catch {
                guard !Task.isCancelled else { return }
                self.logger.warning("recognition cannot go on now", metadata: ["error": "\(error)"])
                // Cancelled meanwhile: the loop ends by its own condition.
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// Does one job. What it throws is a failure of database or blob store; the job's lease then runs out.
    func process(_ job: RecognitionJob) async throws {
        guard let paper = try await self.jobs.papers.paper(job.paperID), paper.state == .received else {
            try await self.jobs.finish(job) { _ in [] }
            return
        }
        let outcome: PaperRecognition.Outcome
        do {
            outcome = try await self.holding(job) {
                let known = try await self.pages.known(to: paper)
                return try await self.recognition.recognise(paper, known: known) { done, total in
                    try await self.jobs.progress(job, of: paper, done: done, total: total)
                }
            }
        } catch let error as CancellationError {
            throw error
        } catch is LeaseLost {
            // Cancelled by a person, or another service has it: nothing of this attempt is kept, the next job is taken.
            self.logger.info("recognition of a scan is left off", metadata: ["paper.id": "\(job.paperID)", "attempt": "\(job.attempt)"])
            return
        } catch {
            guard !Task.isCancelled else { throw CancellationError() }
            try await self.giveBack(job, error)
            return
        }
        try await self.finish(job, outcome)
    }

    /// Gives a sign of life while a page is being recognised, which may take longer than the lease.
    private func holding<Result: Sendable>(
        _ job: RecognitionJob, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                while true {
                    try await Task.sleep(for: self.jobs.renewal)
                    try await self.jobs.renew(job)
                }
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    private func finish(_ job: RecognitionJob, _ outcome: PaperRecognition.Outcome) async throws {
        switch outcome {
        case .refused(let findings):
            try await self.jobs.finish(job) { paper in
                try paper.refuse(findings)
                return [try self.events.refused(paper)]
            }
        case .captured(let copy, let found, let codes):
            try await self.jobs.finish(job, codes: codes, recording: { try await self.pages.record($0, found, in: $1) }) { paper in
                try paper.capture(copy, findings: found.findings.map(PaperFinding.init))
                return [try self.events.captured(paper)]
            }
        }
    }

    private func giveBack(_ job: RecognitionJob, _ error: any Error) async throws {
        let isHopeless = (error as? OCRError).map { !$0.code.isRetriable } ?? false
        let metadata: Logger.Metadata = ["paper.id": "\(job.paperID)", "attempt": "\(job.attempt)", "error": "\(error)"]
        guard let pause = RecognitionEffort(attempt: job.attempt, isHopeless: isHopeless).pause else {
            self.logger.error("recognition of a scan is given up", metadata: metadata)
            try await self.finish(job, .refused([.recognitionFailed(Self.name(of: error), attempts: job.attempt)]))
            return
        }
        self.logger.warning("recognition of a scan failed and is tried again", metadata: metadata)
        try await self.jobs.retry(job, after: pause, failure: Self.name(of: error))
    }

    /// The kind of failure, without paths or contents.
    private static func name(of error: any Error) -> String {
        (error as? OCRError)?.code.name ?? String(describing: type(of: error))
    }
}
