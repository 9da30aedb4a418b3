import BlobStore
import DigitizationDomain
import Foundation
import OCR
import PDF

/// Makes an e-copy of a paper's files, or says why not: quality gate, recognition, two-layer PDF/A (R25, R29).
///
/// A file that was born digital or carries a signature is the e-copy itself, byte for byte; only its text is taken out.
struct PaperRecognition: Sendable {
    /// What became of a scan.
    enum Outcome: Sendable {
        case refused([PaperFinding])
        case captured(CapturedCopy, RecognisedPages, codes: [String])
    }

    /// Most text kept for one paper. Unit: bytes.
    static let mostText = 8 << 20

    let pool: RecognitionPool
    let blobs: any BlobStore
    let limits: ScanLimits
    let quality: QualityLimits

    /// Reads a paper's files page by page.
    ///
    /// - Parameters:
    ///   - paper: The paper; a secret one has no scan and never comes here.
    ///   - known: Pages captured before that the paper's pages are compared with.
    ///   - progress: Told after each page: pages done, pages in all.
    func recognise(
        _ paper: Paper, known: [KnownPage] = [], progress: @Sendable (Int, Int) async throws -> Void
    ) async throws -> Outcome {
        guard let scan = paper.parts.scan else { return .refused([.recognitionFailed("noScan", attempts: 1)]) }
        switch try await self.pages(of: scan) {
        case .refused(let finding): return .refused([PaperFinding(finding)])
        case .keptFile(let file, let pages):
            if let mismatch = QualityFinding.pageCount(declared: paper.parts.declaredPages, found: pages) {
                return .refused([PaperFinding(mismatch)])
            }
            return try await self.keep(paper, file: file, pages: pages, progress: progress)
        case .pages(let pages):
            if let mismatch = QualityFinding.pageCount(declared: paper.parts.declaredPages, found: pages.count) {
                return .refused([PaperFinding(mismatch)])
            }
            return try await self.read(paper, pages: pages, known: known, progress: progress)
        }
    }

    /// The pages a scan consists of, in their order.
    private enum Content {
        case refused(QualityFinding)
        case keptFile(StoredFile, pages: Int)
        case pages([BoundPage])
    }

    private func pages(of scan: StoredFile) async throws -> Content {
        if let reference = scan.reference, scan.mediaType == BoundPages.mediaType {
            return .pages(try BoundPages(json: try await self.blobs.get(reference)).pages)
        }
        switch try await self.withFile(scan, { try await self.pool.inspect(path: $0, limits: self.limits) }) {
        case .refused(let finding): return .refused(finding)
        case .readable(let inspection) where inspection.kind.isKeptAsItIs:
            return .keptFile(scan, pages: inspection.pageCount)
        case .readable(let inspection):
            return .pages((1...inspection.pageCount).map { BoundPage(file: scan, page: $0, turn: nil) })
        }
    }

    private func read(
        _ paper: Paper, pages: [BoundPage], known: [KnownPage], progress: @Sendable (Int, Int) async throws -> Void
    ) async throws -> Outcome {
        let thresholds = self.quality.thresholds(for: paper.parts.paperTypeCode, minimumDPI: paper.parts.minimumDPI)
        var eCopy = try ECopy(paper)
        var found = RecognisedPages(known: known, duplicateDistance: thresholds.duplicateDistance)
        try await progress(0, pages.count)
        for (index, page) in pages.enumerated() {
            let result = try await self.withFile(page.file) { path in
                try await self.pool.read(path: path, page: page.page, turn: page.turn, thresholds: thresholds, limits: self.limits)
            }
            found.add(result.reading, page: index + 1)
            // After the first bad page the others are still judged, so that the clerk learns everything at once.
            if !found.isRefused, let image = result.image { try eCopy.add(result.reading, page: index + 1, image: image) }
            try await progress(index + 1, pages.count)
        }
        guard !found.isRefused else { return .refused(found.findings.map(PaperFinding.init)) }
        let copy = try await eCopy.store(in: self.blobs)
        return .captured(copy, found, codes: try await self.codes(pages))
    }

    /// What the codes of issued papers say: they stand at the top left of the first page.
    private func codes(_ pages: [BoundPage]) async throws -> [String] {
        guard let first = pages.first else { return [] }
        return try await self.withFile(first.file) { try await self.pool.codes(path: $0, page: first.page, limits: self.limits) }
    }

    /// Takes the text out of a file that is its own e-copy. A page without any, in a signed scan, is recognised for its text.
    private func keep(
        _ paper: Paper, file: StoredFile, pages: Int, progress: @Sendable (Int, Int) async throws -> Void
    ) async throws -> Outcome {
        var thresholds = QualityThresholds.administrative
        (thresholds.minimumDPI, thresholds.colourRequired) = (0, false)
        var kept = KeptCopy(file)
        try await progress(0, pages)
        for page in 1...pages {
            var reading = try await self.withFile(file) { try await self.pool.text(path: $0, page: page, limits: self.limits) }
            if reading.lines.isEmpty, !reading.isRefused {
                let limits = thresholds
                let scanned = try await self.withFile(file) {
                    try await self.pool.read(path: $0, page: page, thresholds: limits, limits: self.limits)
                }
                if !scanned.reading.isRefused { reading = scanned.reading }
            }
            guard !reading.isRefused else { return .refused(reading.findings.map(PaperFinding.init)) }
            kept.add(reading)
            try await progress(page, pages)
        }
        return .captured(try await kept.store(in: self.blobs), RecognisedPages(known: [], duplicateDistance: 0), codes: [])
    }

    private func withFile<R: Sendable>(_ file: StoredFile, _ body: (String) async throws -> R) async throws -> R {
        guard let reference = file.reference else { throw StoredRowMalformed(table: "papers") }
        return try await self.blobs.withFile(reference, body)
    }
}
