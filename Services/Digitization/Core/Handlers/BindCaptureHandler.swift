import BlobStore
import Clocks
import DigitizationDomain
import HosoProto
import ServiceKit

/// Makes one paper of the pages of a capture as they stand.
struct BindCaptureHandler: Sendable {
    let captures: CaptureStore
    let blobs: any BlobStore
    let clock: any UTCClock
    let identifiers: any IdentifierSource

    /// Binds a capture; one that is bound already gives the paper it became.
    func handle(_ id: Identifier, declaredPages: Int, officerCode: String) async throws -> (capture: Capture, paper: Paper) {
        guard (1...Capture.mostPages).contains(declaredPages) else {
            throw HosoFailure.invalid("declared_pages", "1 to \(Capture.mostPages)")
        }
        let officer = try CapturePaperHandler.text(officerCode, "officer_code")
        guard let capture = try await self.captures.capture(id) else { throw HosoFailure.captureNotFound }
        if let bound = try await self.bound(capture) { return bound }
        return try await HosoFailure.ofCapture {
            let scan = try await self.scan(capture, declaredPages: declaredPages)
            let parts = capture.parts.paper(
                id: self.identifiers.next(), scan: scan, pages: declaredPages, boundBy: officer, at: self.clock.now())
            let paper = Paper(receiving: parts)
            do {
                guard let changed = try await self.captures.bind(id, revision: capture.revision, paper: paper) else {
                    throw HosoFailure.captureNotFound
                }
                return (changed, paper)
            } catch CaptureError.notOpen(.bound) {
                // Bound by somebody else since it was looked at: the same paper, then.
                guard let now = try await self.captures.capture(id), let bound = try await self.bound(now) else {
                    throw HosoFailure.captureNotFound
                }
                return bound
            }
        }
    }

    private func bound(_ capture: Capture) async throws -> (capture: Capture, paper: Paper)? {
        guard let id = capture.paperID, let paper = try await self.captures.papers.paper(id) else { return nil }
        return (capture, paper)
    }

    /// What was scanned: the only file, untouched, or the list of pages.
    private func scan(_ capture: Capture, declaredPages: Int) async throws -> StoredFile {
        if let only = try capture.checkBindable(declaredPages: declaredPages) { return only.file }
        let pages = capture.pages.compactMap { page in
            capture.file(of: page).map { BoundPage(file: $0.file, page: page.number, turn: page.turn) }
        }
        guard pages.count == capture.pages.count else { throw StoredCapture.malformed }
        return StoredFile(try await self.blobs.put(try BoundPages(pages).json()), mediaType: BoundPages.mediaType)
    }
}
