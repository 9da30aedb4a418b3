import BlobStore
import DigitizationDomain
import Logging
import OCR
import ServiceLifecycle

/// Lets the quality gate look at the pages of open captures, so that a clerk sees what is wrong before binding.
///
/// Several instances share the work: a capture is leased for one page at a time.
struct CaptureJudgeService: Service {
    let captures: CaptureStore
    let pool: RecognitionPool
    let blobs: any BlobStore
    let limits: ScanLimits
    let quality: QualityLimits
    let idlePause: Duration
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    if try await !self.judgeNext() { try await Task.sleep(for: self.idlePause) }
                } catch is CancellationError {
                    return
                } catch {
                    guard !Task.isCancelled else { return }
                    self.logger.warning("pages of captures cannot be judged now", metadata: ["error": "\(error)"])
                    // Cancelled meanwhile: the loop ends by its own condition.
                    try? await Task.sleep(for: .seconds(1))
                }
            }
        }
    }

    /// Judges one page.
    ///
    /// - Returns: Whether there was one.
    func judgeNext() async throws -> Bool {
        guard let capture = try await self.captures.claimToJudge() else { return false }
        guard let page = capture.unjudged.first, let file = capture.file(of: page) else { return true }
        let verdict = try await self.verdict(page, of: file, capture.parts)
        try await self.captures.update(capture.id) { $0.note(verdict, of: page) }
        return true
    }

    private func verdict(_ page: CapturePage, of file: CaptureFile, _ parts: CaptureParts) async throws -> CapturePage.Verdict {
        guard let reference = file.file.reference else { throw StoredCapture.malformed }
        let thresholds = self.quality.thresholds(for: parts.paperTypeCode, minimumDPI: parts.minimumDPI)
        let seen: PageVerdict
        do {
            seen = try await self.blobs.withFile(reference) { path in
                try await self.pool.judge(path: path, page: page.number, turn: page.turn, thresholds: thresholds, limits: self.limits)
            }
        } catch let error as OCRError where !error.code.isRetriable {
            return CapturePage.Verdict(findings: [.recognitionFailed(error.code.name, attempts: 2)], thumbnail: nil, turn: 0)
        }
        let thumbnail = seen.thumbnail.isEmpty ? nil : StoredFile(try await self.blobs.put(seen.thumbnail), mediaType: "image/jpeg")
        // A file that is kept as it is has no quality of a scan to be judged.
        let findings = file.kind.isKeptAsItIs ? [] : seen.reading.findings
        return CapturePage.Verdict(findings: findings.map(PaperFinding.init), thumbnail: thumbnail, turn: seen.reading.turn)
    }
}
