import BlobStore
import Clocks
import DigitizationDomain
import HosoProto
import OCR
import ServiceKit

/// Adds an uploaded file to a capture: told by its bytes, counted, and refused with a reason when it is none.
struct AddCaptureFileHandler: Sendable {
    let captures: CaptureStore
    let blobs: any BlobStore
    let pool: RecognitionPool
    let limits: ScanLimits
    let identifiers: any IdentifierSource

    func handle(_ request: Hoso_Digitization_V1_AddCaptureFileRequest) async throws -> Capture {
        guard let id = Identifier(bytes: [UInt8](request.captureID)) else { throw HosoFailure.invalid("capture_id", "16 bytes") }
        guard (1...255).contains(request.fileKey.count) else { throw HosoFailure.invalid("file_key", "1 to 255 characters") }
        guard let file = StoredFile(request.file), file.sizeBytes > 0, file.mediaType != BoundPages.mediaType else {
            throw HosoFailure.invalid("file", "the reference of an uploaded file")
        }
        let replaced = Identifier(bytes: [UInt8](request.replacesPageID))
        guard request.replacesPageID.isEmpty || replaced != nil else { throw HosoFailure.invalid("replaces_page_id", "16 bytes or empty") }
        return try await self.add(file, key: request.fileKey, to: id, replacing: replaced)
    }

    /// Adds a file; one whose key is there already changes nothing.
    func add(_ file: StoredFile, key: String, to id: Identifier, replacing replaced: Identifier?) async throws -> Capture {
        guard let capture = try await self.captures.capture(id) else { throw HosoFailure.captureNotFound }
        if let earlier = capture.files.first(where: { $0.key == key }) {
            guard earlier.file.isSameContent(as: file) else { throw HosoFailure.keyReused }
            return capture
        }
        let inspection = try await self.inspect(file)
        let added = CaptureFile(
            id: self.identifiers.next(), key: key,
            file: StoredFile(sha256: file.sha256, sizeBytes: file.sizeBytes, mediaType: inspection.format.mediaType),
            kind: CaptureFileKind(inspection.kind), pageCount: inspection.pageCount)
        let pages = (0..<inspection.pageCount).map { _ in self.identifiers.next() }
        let changed = try await HosoFailure.ofCapture {
            try await self.captures.update(id) { try $0.add(added, pageIDs: pages, replacing: replaced) }
        }
        guard let changed else { throw HosoFailure.captureNotFound }
        return changed
    }

    private func inspect(_ file: StoredFile) async throws -> ScanInspection {
        guard let reference = file.reference, try await self.blobs.contains(reference) else {
            throw HosoFailure(
                code: .notFound, messageVi: "Chưa có tệp này trong kho. Hãy tải tệp lên trước.",
                messageEn: "This file is not in the store. Upload it first.", pointer: "file")
        }
        let outcome = try await self.blobs.withFile(reference) { try await self.pool.inspect(path: $0, limits: self.limits) }
        switch outcome {
        case .readable(let inspection): return inspection
        case .refused(let finding):
            throw HosoFailure(code: .invalidArgument, messageVi: finding.adviceVi, messageEn: finding.adviceEn, pointer: "file")
        }
    }
}
