import Archive
import BlobStore
import Clocks
import Foundation
import Postgres
import RecordsDomain

/// Writes the package of a record as a stream: one document after the other out of the blob store into the container.
struct RecordPackager: Sendable {
    /// Who hands over to whom; of a package for use, what the archive keeps.
    struct Parties: Sendable {
        let agencyName: String
        let archiveCode: String
        let fondsCode: String
        /// `mets/@OBJID` of the submission that an archival package is made from; empty = none.
        let source: String
    }

    static let software = "hoso 1"

    let postgres: PostgresClient
    let blobs: any BlobStore
    let clock: any UTCClock
    let identifiers: any IdentifierSource
    /// What was said while documents were made.
    let words: DocumentProcess
    /// An existing folder with room for the package.
    let scratch: String

    /// Makes a package and puts it into the blob store.
    ///
    /// - Throws: ``ArchiveError`` and `BlobStoreError`; their codes say whether another attempt may succeed.
    func make(_ task: PackageTask, of record: WorkRecord, between parties: Parties) async throws -> PackageTask.Made {
        let documents = PackageDocuments(postgres: self.postgres, record: record.id)
        let outline = try await documents.outline()
        let path = "\(self.scratch)/hoso-\(task.id)-\(task.attempt).zip"
        // After a failure the writer has removed it already; what cannot be removed is left to whoever clears the folder.
        defer { try? FileManager.default.removeItem(atPath: path) }
        var description = self.description(task, record, parties, outline)
        if task.kind != .use, let origin = try await self.postgres.withConnection({ try await ImportStore(session: $0).head(of: record.id) }) {
            description.head.take(origin, for: .head(task.kind, .record))
        }
        let writer = try PackageWriter(creating: path, scratch: self.scratch, description: description, identifiers: self.identifiers)
        let acts = try await self.postgres.withConnection { try await ActStore(session: $0).list(of: record.id) }
        var last = 0
        while true {
            let page = try await documents.page(after: last, limit: 100)
            guard let newest = page.last else { break }
            let origins = try await documents.origins(of: page)
            for filed in page {
                try await self.add(filed, of: record, task.kind, parties, acts, origins[filed.document.id], to: writer)
            }
            last = newest.ordinal
        }
        if let request = task.request {
            let sheet = try UseCertificate(request: request, record: record, parties: parties, package: description.objectID)
                .pdf(at: description.createdAt)
            try await writer.attach("xac-thuc.pdf", mediaType: "application/pdf", bytes: sheet)
        }
        let written = try await writer.finish()
        let reference = try await self.blobs.put(FilePieces(path: path), limitBytes: written.sizeBytes)
        guard reference.sha256 == written.sha256, let file = StoredBlob(sha256: reference.sha256, sizeBytes: reference.sizeBytes) else {
            throw ArchiveError(code: .damaged, message: "the package changed on its way into the store")
        }
        return PackageTask.Made(
            objectID: written.objectID, fileName: description.fileName(), file: file, documents: written.documents,
            at: description.createdAt)
    }

    private func description(
        _ task: PackageTask, _ record: WorkRecord, _ parties: Parties, _ outline: PackageDocuments.Outline
    ) -> PackageDescription {
        var description = PackageDescription(
            kind: task.kind, unit: .record, id: task.id, fondsCode: parties.fondsCode, agencyName: parties.agencyName,
            packedBy: task.officerCode, softwareVersion: Self.software, createdAt: self.clock.now())
        let opened = record.openedAt.vietnamDate
        description.head =
            task.request.map(PackageFields.head)
            ?? PackageFields.head(
                record, kind: task.kind, archiveCode: parties.archiveCode, forms: outline.forms,
                firstDay: min(outline.firstDay ?? opened, opened))
        if task.kind == .submission { description.submissionAgreement = record.fileCode }
        // A reader of a copy learns about the documents, not about the agency's own ways.
        if task.kind != .use { description.properties = PackageProperties.record(record) }
        description.events = [
            PreservationEvent(
                id: self.identifiers.next(), type: "information package creation", at: description.createdAt,
                agents: [
                    .init(.implementer, code: task.officerCode, name: task.officerCode),
                    .init(.program, code: Self.software, name: Self.software),
                ], sources: parties.source.isEmpty ? [] : [parties.source])
        ]
        return description
    }

    private func add(
        _ filed: PackageDocuments.Filed, of record: WorkRecord, _ kind: PackageKind, _ parties: Parties, _ acts: [ActStore.Act],
        _ origin: ImportStore.Origin?, to writer: PackageWriter
    ) async throws {
        let document = filed.document
        let code = PackageFields.documentCode(record, filed.ordinal, kind: kind, archiveCode: parties.archiveCode)
        var packaged = PackagedDocument(
            code: code,
            values: PackageFields.document(document, ordinal: filed.ordinal, of: record, kind: kind, archiveCode: parties.archiveCode),
            file: "", sha256: document.fileSHA256, sizeBytes: document.fileSizeBytes, pages: document.pages)
        if let origin {
            packaged.values.take(origin.values, for: .document(kind))
            (packaged.mediaType, packaged.fileExtension) = (origin.mediaType, origin.fileExtension)
        }
        if packaged.values[.process] == "1" || origin?.process != nil {
            packaged.values[.process] = "1"
            (packaged.process, packaged.processExtension) = try await self.process(filed, code: code, of: record, acts, origin)
        }
        packaged.signatures = document.details.signatures.map { .init(signer: $0.signer, verdict: $0.verdict.rawValue) }
        if kind != .use { packaged.properties = try PackageProperties.document(filed) }
        guard document.details.form != .paper else {
            try await self.addPaper(packaged, record, to: writer)
            return
        }
        guard let reference = BlobReference(sha256: document.fileSHA256, sizeBytes: document.fileSizeBytes) else {
            throw StoredValueError("documents.file_sha256", "\(document.id)")
        }
        let ready = packaged
        try await self.blobs.withFile(reference) { path in
            var packaged = ready
            packaged.file = path
            try await writer.add(packaged)
        }
    }

    /// Paper has no file: a line of text stands for it and says where it lies.
    private func addPaper(_ packaged: PackagedDocument, _ record: WorkRecord, to writer: PackageWriter) async throws {
        let text = "Tài liệu giấy, bản gốc tại / paper, the original is at: \(record.details.shelfPlace)\n"
        let reference = try await self.blobs.put(Array(text.utf8))
        try await self.blobs.withFile(reference) { path in
            var line = packaged
            (line.file, line.sha256, line.sizeBytes) = (path, reference.sha256, reference.sizeBytes)
            (line.mediaType, line.fileExtension) = ("text/plain", "txt")
            try await writer.add(line)
        }
    }
}
