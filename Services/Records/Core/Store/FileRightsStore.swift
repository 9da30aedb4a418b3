import Clocks
import Postgres
import RecordsDomain

/// Tells who may read a stored file, whoever told its digest (R53).
///
/// A file of a document is as open as the document, in all its forms. A package, an export or signed minutes are open to whom every
/// record in them and every document of those is open.
struct FileRightsStore: Sendable {
    let session: any PostgresSession

    /// What has the file.
    struct Holder: Sendable {
        let subject: RightSubject
        let id: Identifier
        /// Whether the officer may read the file there.
        let isOpen: Bool
    }

    /// Everything that has a file; what is open to the officer comes first.
    func holders(of sha256: [UInt8], for officerCode: String) async throws -> [Holder] {
        try await self.session.query(Self.holders(of: sha256, for: officerCode)).map { row in
            let (isDocument, id, isOpen) = try row.decode((Bool, Identifier, Bool).self)
            return Holder(subject: isDocument ? .document : .record, id: id, isOpen: isOpen)
        }
    }

    static func holders(of sha256: [UInt8], for officerCode: String) -> PostgresQuery {
        """
        WITH RECURSIVE forms AS (
            SELECT \(sha256)::bytea AS sha256
            UNION
            -- Documents point at their newest form.
            SELECT document_forms.sha256 FROM document_forms JOIN forms ON document_forms.former_sha256 = forms.sha256
        ), documents_with AS (
            SELECT documents.id FROM documents JOIN forms ON documents.file_sha256 = forms.sha256
            UNION
            SELECT document_id FROM imported_documents WHERE process_sha256 = \(sha256)
        ), records_with AS (
            SELECT record_id AS container, record_id FROM archive_packages WHERE sha256 = \(sha256)
            UNION
            SELECT record_id, record_id FROM archive_imports WHERE sha256 = \(sha256) AND record_id IS NOT NULL
            UNION
            SELECT record_id, record_id FROM record_exports WHERE sha256 = \(sha256)
            UNION
            SELECT archive_transfers.id, archive_transfer_records.record_id
            FROM archive_transfers JOIN archive_transfer_records ON archive_transfer_records.transfer_id = archive_transfers.id
            WHERE ARRAY[minutes_sha256, giver_sha256, signed_sha256] @> ARRAY[\(sha256)::bytea]
        ), readings AS (
            SELECT true AS is_document, documents_with.id AS container, documents_with.id AS id,
                   place.readers IS NULL OR \(officerCode) = ANY (place.readers) AS is_open
            FROM documents_with CROSS JOIN LATERAL (SELECT effective_readers(documents_with.id) AS readers) AS place
            UNION ALL
            SELECT false, records_with.container, work_records.id,
                   (work_records.readers IS NULL OR \(officerCode) = ANY (work_records.readers))
                   AND NOT EXISTS (
                       SELECT FROM record_documents
                       JOIN search_entries ON search_entries.document_id = record_documents.document_id
                       WHERE record_documents.record_id = work_records.id AND record_documents.removed_at IS NULL
                         AND search_entries.readers IS NOT NULL AND NOT \(officerCode) = ANY (search_entries.readers))
            FROM records_with JOIN work_records ON work_records.id = records_with.record_id
        )
        SELECT is_document, (array_agg(id ORDER BY is_open, id))[1], bool_and(is_open)
        FROM readings GROUP BY is_document, container
        ORDER BY 3 DESC, 1 DESC, 2
        """
    }

    /// A document of a record that an officer may not read, or nil.
    func closedDocument(of record: Identifier, for officerCode: String) async throws -> Identifier? {
        try await self.session.query(
            """
            SELECT record_documents.document_id
            FROM record_documents JOIN search_entries ON search_entries.document_id = record_documents.document_id
            WHERE record_documents.record_id = \(record) AND record_documents.removed_at IS NULL
              AND search_entries.readers IS NOT NULL AND NOT \(officerCode) = ANY (search_entries.readers)
            ORDER BY ordinal LIMIT 1
            """
        ).first.map { try $0.decode(Identifier.self) }
    }

    /// Keeps that a record was taken out as a file.
    func keepExport(_ file: StoredBlob, of record: Identifier) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO record_exports (record_id, sha256, size_bytes) VALUES (\(record), \(file.sha256), \(file.sizeBytes))
            ON CONFLICT DO NOTHING
            """)
    }
}
