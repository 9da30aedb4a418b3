import Archive
import BlobStore
import Clocks
import Foundation
import Postgres
import RecordsDomain

/// Takes a record out as PDF and XML in the order of time (R52): the document list as PDF/A, one XML with the fields of annex VI,
/// and every file under its place in time.
struct RecordExporter: Sendable {
    /// What was made.
    struct Made: Sendable {
        let file: StoredBlob
        let fileName: String
        let documents: Int
    }

    let keeping: RecordKeeping
    let blobs: any BlobStore
    /// An existing folder with room for the container.
    let scratch: String

    /// - Throws: ``RecordsRefusal/notFound(_:)``; ``RecordsRefusal/wrongState(_:_:)`` for a destroyed record; `ArchiveError` and
    ///   `BlobStoreError`, whose codes say whether another attempt may succeed.
    func export(_ id: Identifier, by officerCode: String) async throws -> Made {
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        guard let record = try await self.keeping.postgres.withConnection({ try await RecordStore(session: $0).find(id: id) }) else {
            throw RecordsRefusal.notFound("hồ sơ / record \(id)")
        }
        guard record.state != .destroyed else { throw RecordsRefusal.wrongState(record.fileCode, record.state) }
        let now = self.keeping.clock.now()
        let path = "\(self.scratch)/hoso-export-\(self.keeping.identifiers.next()).zip"
        // After a failure the writer has removed it already; what cannot be removed is left to whoever clears the folder.
        defer { try? FileManager.default.removeItem(atPath: path) }
        let writer = try RecordExportWriter(
            creating: path, scratch: self.scratch, folder: record.fileCode, fields: RecordFields.record(record), modifiedAt: record.openedAt)
        let documents = PackageDocuments(postgres: self.keeping.postgres, record: id)
        var list: [[String]] = []
        for page in try await documents.timeline().pages(of: 100) {
            let filed = try await documents.filed(Array(page))
            let origins = try await documents.origins(of: filed)
            for filed in filed {
                let ending = origins[filed.document.id]?.fileExtension ?? "pdf"
                try await self.add(filed, of: record, place: list.count + 1, ending: ending, to: writer)
                list.append(RecordFields.line(filed, place: list.count + 1))
            }
        }
        try await writer.attach("muc-luc-van-ban.pdf", bytes: DocumentListSheet(record: record, rows: list).pdf(at: now))
        let (sha256, sizeBytes) = try await writer.finish()
        let reference = try await self.blobs.put(FilePieces(path: path), limitBytes: sizeBytes)
        guard reference.sha256 == sha256, let file = StoredBlob(sha256: sha256, sizeBytes: sizeBytes) else {
            throw ArchiveError(code: .damaged, message: "the export changed on its way into the store")
        }
        try await self.keeping.transaction { change in
            try await FileRightsStore(session: change.transaction).keepExport(file, of: record.id)
            try await change.note("exported", reason: "PDF + XML", by: officerCode, of: record)
        }
        return Made(file: file, fileName: "\(record.fileCode).zip", documents: list.count)
    }

    private func add(_ filed: PackageDocuments.Filed, of record: WorkRecord, place: Int, ending: String, to writer: RecordExportWriter) async throws {
        let document = filed.document
        let ready = ExportedDocument(fields: RecordFields.document(filed, of: record))
        guard let reference = BlobReference(sha256: document.fileSHA256, sizeBytes: document.fileSizeBytes) else {
            return try await writer.add(ready)
        }
        let name = "\(RecordFields.digits(place))_\(RecordFields.day(filed).iso8601)_\(filed.ordinal).\(ending)"
        try await self.blobs.withFile(reference) { path in
            var exported = ready
            (exported.name, exported.file, exported.sha256, exported.sizeBytes) = (name, path, document.fileSHA256, document.fileSizeBytes)
            try await writer.add(exported)
        }
    }
}

extension Array {
    /// The elements in pieces of so many.
    func pages(of count: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
    }
}
