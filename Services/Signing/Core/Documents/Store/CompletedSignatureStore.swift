import BlobStore
import Clocks
import Postgres
import SigningDomain

/// Finds completed signatures for the life of documents.
struct CompletedSignatureStore: Sendable {
    let session: any PostgresSession

    /// A completed signature over a document of this service, or nil.
    ///
    /// - Parameters:
    ///   - profiles: Tells which case a profile is.
    ///   - subjectKind: The kind of subject it was made for.
    func find(
        _ request: Identifier, profiles: SignatureProfiles, subjectKind: String = Self.subjectKind
    ) async throws -> CompletedSignature? {
        let rows = try await self.session.query(
            """
            SELECT subject_id, profile, officer_code, encode(signature_requests.document_sha256, 'hex'),
                   encode(signed_documents.document_sha256, 'hex'), signed_documents.document_bytes,
                   COALESCE(document_number, ''), document_date
            FROM signature_requests
            JOIN signed_documents ON signed_documents.request_id = signature_requests.id
            LEFT JOIN signing_authorities ON signing_authorities.request_id = signature_requests.id
            WHERE signature_requests.id = \(request) AND subject_kind = \(subjectKind) AND state = 'completed'
            """)
        guard let row = rows.first else { return nil }
        let (document, profile, holder, before, after, size, number, date) = try row.decode(
            (Identifier, String, String, String, String, Int64, String, VietnamDate?).self)
        let kind = try profiles.named(profile, for: subjectKind).signatureCase
        // Between completion and entry it may have been brought to a higher level; the document then begins with that form.
        let newest = try await SignedDocumentStore(session: self.session).newestForm(ofRequest: request)
        return CompletedSignature(
            request: request, document: document, kind: kind, holder: holder, before: before,
            file: DocumentFile(
                sha256: newest?.hex ?? after, sizeBytes: newest?.sizeBytes ?? size, mediaType: SigningWire.mediaType, name: ""),
            number: number, date: date)
    }

    /// Completed signatures of an agency over attachments of its document, the newest first.
    ///
    /// - Parameters:
    ///   - files: The attachments as they were before.
    ///   - profiles: Tells which profiles are for them.
    func attachments(
        _ files: [DocumentFile], of document: Identifier, _ agency: String, profiles: SignatureProfiles
    ) async throws -> [CompletedSignature] {
        guard !files.isEmpty else { return [] }
        let digests = files.compactMap { BlobReference(hex: $0.sha256, sizeBytes: $0.sizeBytes)?.sha256 }
        let names = profiles.all.filter { $0.signatureCase == .copyByOrganisation }.map(\.name)
        let rows = try await self.session.query(
            """
            SELECT id, encode(document_sha256, 'hex') FROM signature_requests
            WHERE subject_id = \(document) AND subject_kind = \(Self.attachmentKind) AND document_sha256 = ANY(\(digests))
                AND officer_code = \(agency) AND profile = ANY(\(names)) AND state = 'completed'
            ORDER BY finished_at DESC
            """)
        var found: [CompletedSignature] = []
        for row in rows {
            let (request, before) = try row.decode((Identifier, String).self)
            guard let file = try await SignedDocumentStore(session: self.session).newestForm(ofRequest: request) else { continue }
            found.append(
                CompletedSignature(
                    request: request, document: document, kind: .copyByOrganisation, holder: agency, before: before,
                    file: DocumentFile(sha256: file.hex, sizeBytes: file.sizeBytes, mediaType: SigningWire.mediaType, name: ""),
                    number: "", date: nil))
        }
        return found
    }

    /// The kind of subject under which documents are signed.
    static let subjectKind = "signing.document"
    /// The kind of subject under which their attachments are; the subject's id is the document's.
    static let attachmentKind = "signing.document_attachment"
    /// Both: what a signature of either makes is part of the document.
    static let ofDocuments = [Self.subjectKind, Self.attachmentKind]
}
