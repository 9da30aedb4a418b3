import BlobStore
import DigitizationDomain
import Foundation
import OCR
import PDF

/// Makes an e-copy of a scan, or says why not: quality gate, recognition, two-layer PDF/A (R25, R29).
struct PaperRecognition: Sendable {
    /// What became of a scan.
    enum Outcome: Sendable {
        case refused([PaperFinding])
        case captured(CapturedCopy)
    }

    /// Most text kept for one paper. Unit: bytes.
    static let mostText = 8 << 20

    let pool: RecognitionPool
    let blobs: any BlobStore
    let limits: ScanLimits

    /// Reads a paper's scan page by page.
    ///
    /// - Parameters:
    ///   - paper: The paper; a secret one has no scan and never comes here.
    ///   - progress: Told after each page: pages done, pages in all.
    func recognise(_ paper: Paper, progress: @Sendable (Int, Int) async throws -> Void) async throws -> Outcome {
        guard let scan = paper.parts.scan?.reference else { return .refused([.recognitionFailed("noScan", attempts: 1)]) }
        return try await self.blobs.withFile(scan) { path in
            switch try await self.pool.inspect(path: path, limits: self.limits) {
            case .refused(let finding): return .refused([PaperFinding(finding)])
            case .readable(let inspection):
                let mismatch = QualityFinding.pageCount(declared: paper.parts.declaredPages, found: inspection.pageCount)
                if let mismatch { return .refused([PaperFinding(mismatch)]) }
                return try await self.read(paper, path: path, pages: inspection.pageCount, progress: progress)
            }
        }
    }

    private func read(
        _ paper: Paper, path: String, pages: Int, progress: @Sendable (Int, Int) async throws -> Void
    ) async throws -> Outcome {
        var thresholds = QualityThresholds.administrative
        thresholds.minimumDPI = paper.parts.minimumDPI
        var eCopy = try ECopy(paper)
        var findings: [QualityFinding] = []
        try await progress(0, pages)
        for page in 1...pages {
            let result = try await self.pool.read(path: path, page: page, thresholds: thresholds, limits: self.limits)
            findings += result.reading.findings
            // After the first bad page the others are still judged, so that the clerk learns everything at once.
            if findings.isEmpty, let image = result.image { try eCopy.add(result.reading, image: image) }
            try await progress(page, pages)
        }
        guard findings.isEmpty else { return .refused(findings.map(PaperFinding.init)) }
        return .captured(try await eCopy.store(in: self.blobs))
    }
}
