import Clocks
import Messaging
import Postgres
import RecordsDomain

/// Files a document into a record by hand; the file itself is never copied (R45).
struct FileDocumentHandler: Sendable {
    /// A document that the suite does not hold yet.
    struct NewDocument: Sendable {
        let id: Identifier
        let title: String
        let paperTypeCode: String
        let ownerID: String
        let fileSizeBytes: Int64
        let mediaType: String
        let details: DocumentDetails
    }

    /// Which document.
    enum Subject: Sendable {
        case known(Identifier)
        case new(NewDocument)

        var id: Identifier {
            switch self {
            case .known(let id): id
            case .new(let document): document.id
            }
        }
    }

    let keeping: RecordKeeping
    let judge: SignatureJudge

    /// Files a document; a document that is in the record already changes nothing.
    func file(
        _ subject: Subject, as componentCode: String, in recordID: Identifier, by officerCode: String
    ) async throws -> (record: WorkRecord, ordinal: Int, filed: Bool) {
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        // Judged before the transaction: no call to another service holds a row.
        let judged: NewDocument? =
            if case .new(let document) = subject { try await self.judge.judged(document) } else { nil }
        let record = try await self.keeping.change(recordID) { record, change in
            let documents = DocumentStore(session: change.transaction)
            if let judged { try await Self.store(judged, documents, change.transaction, at: change.now) }
            guard try await documents.find(id: subject.id) != nil else {
                throw RecordsRefusal.notFound("tài liệu / document \(subject.id)")
            }
            guard try await change.records.ordinal(of: subject.id, as: componentCode, in: record.id) == nil else { return [] }
            let ordinal = try record.file()
            try await change.records.file(
                subject.id, as: componentCode, ordinal: ordinal, in: record.id, by: officerCode, at: change.now)
            return [try change.events.filed(subject.id, ordinal: ordinal, in: record)]
        }
        let ordinal = try await self.keeping.postgres.withConnection {
            try await RecordStore(session: $0).ordinal(of: subject.id, as: componentCode, in: recordID)
        }
        return (record, ordinal ?? 0, ordinal == record.lastOrdinal)
    }

    private static func store(
        _ document: NewDocument, _ documents: DocumentStore, _ transaction: PostgresTransaction, at now: UTCInstant
    ) async throws {
        // A signed file may have a newer form by now; the caller need not know it.
        var form = DocumentFormStore.Form(sha256: document.details.digest, sizeBytes: document.fileSizeBytes)
        if !form.sha256.isEmpty { form = try await DocumentFormStore(session: transaction).newest(of: form) }
        var details = document.details
        details.digest = form.sha256
        if let known = try await documents.find(id: document.id) {
            guard known.fileSHA256 == form.sha256, known.title == document.title else {
                throw RecordsRefusal.badValue("newDocument.id", "\(document.id)")
            }
            return
        }
        let valid = details.signatures.contains { $0.verdict == .valid }
        try await documents.insert(
            RepositoryDocument(
                id: document.id, ownerID: document.ownerID, resultCode: "", paperTypeCode: document.paperTypeCode,
                title: document.title, role: .component, fileSHA256: form.sha256,
                fileSizeBytes: form.sizeBytes, pages: details.pages, fieldsJSON: "[]", dossierCode: "",
                componentCode: "", signedValid: valid, reuseCount: 0, storedAt: now, details: details),
            content: [document.title, details.number, details.notation, details.issuer]
                .joined(separator: "\n"))
    }
}
