import Clocks
import Postgres
import RecordsDomain

/// Keeps the owners' repository in `documents` and where each document serves in `document_uses`.
struct DocumentStore: Sendable {
    let session: any PostgresSession

    private static let columns = """
        documents.id, documents.owner_id, documents.result_code, documents.paper_type_code, documents.title,
        documents.role, documents.file_sha256, documents.file_size_bytes, documents.pages, documents.fields,
        documents.dossier_code, documents.component_code, documents.signed_valid, documents.reuse_count,
        documents.stored_at
        """

    /// The document made from a paper, or nil.
    func find(paperID: Identifier) async throws -> Identifier? {
        try await self.session.query("SELECT id FROM documents WHERE paper_id = \(paperID)")
            .first.map { try $0.decode(Identifier.self) }
    }

    /// One document, or nil.
    func find(id: Identifier) async throws -> RepositoryDocument? {
        try await self.session.query("SELECT \(unsafeSQL: Self.columns) FROM documents WHERE id = \(id)")
            .first.map(Self.document)
    }

    /// The documents filed in a record with their ordinals, in the order of filing.
    func filed(in record: Identifier) async throws -> [(ordinal: Int, document: RepositoryDocument)] {
        // Ordinals run from 1 without holes: the record gives them and nothing is ever taken out.
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns)
            FROM record_documents
            JOIN documents ON documents.id = record_documents.document_id
            WHERE record_documents.record_id = \(record)
            ORDER BY record_documents.ordinal
            """
        ).enumerated().map { (ordinal: $0.offset + 1, document: try Self.document($0.element)) }
    }

    /// The newest document of each wanted kind that an owner has and whose signature was valid (R19).
    ///
    /// - Parameter types: Kinds of paper; empty = all.
    func reusable(ownerID: String, types: [String]) async throws -> [RepositoryDocument] {
        try await self.session.query(
            """
            SELECT DISTINCT ON (documents.paper_type_code) \(unsafeSQL: Self.columns)
            FROM documents
            WHERE owner_id = \(ownerID) AND signed_valid
              AND (\(types.isEmpty) OR paper_type_code = ANY (\(types)))
            ORDER BY documents.paper_type_code, documents.stored_at DESC
            """
        ).map(Self.document)
    }

    /// Documents whose text has every word of a query, hits with the same diacritics first (R9).
    func search(_ text: String, ownerID: String, limit: Int) async throws -> [RepositoryDocument] {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns)
            FROM documents
            WHERE words @@ plainto_tsquery('simple', search_form(\(text)))
              AND (\(ownerID) = '' OR owner_id = \(ownerID))
            ORDER BY exact_words @@ plainto_tsquery('simple', lower(normalize(\(text), NFC) COLLATE "vi-x-icu")) DESC,
                     stored_at DESC, id
            LIMIT \(limit)
            """
        ).map(Self.document)
    }

    /// Writes a document and its first use, in the dossier it came from.
    func insert(_ document: RepositoryDocument, paperID: Identifier, content: String) async throws {
        _ = try await self.session.pipeline([
            """
            INSERT INTO documents
                (id, paper_id, owner_id, result_code, paper_type_code, title, role, file_sha256, file_size_bytes,
                 pages, fields, dossier_code, component_code, signed_valid, content, stored_at)
            VALUES
                (\(document.id), \(paperID), \(document.ownerID), \(document.resultCode), \(document.paperTypeCode),
                 \(document.title), \(document.role.rawValue), \(document.fileSHA256), \(document.fileSizeBytes),
                 \(document.pages), \(JSONText(document.fieldsJSON)), \(document.dossierCode),
                 \(document.componentCode), \(document.signedValid), \(content), \(document.storedAt))
            """,
            Self.use(document.id, in: document.dossierCode, as: document.componentCode, at: document.storedAt),
        ])
    }

    /// Notes that a document serves in a dossier.
    ///
    /// - Returns: Whether this was new; only then its reuse counts.
    func reuse(_ id: Identifier, in dossierCode: String, as componentCode: String, at now: UTCInstant) async throws -> Bool {
        let inserted = try await self.session.query(Self.use(id, in: dossierCode, as: componentCode, at: now))
        guard inserted.affectedRows == 1 else { return false }
        _ = try await self.session.query("UPDATE documents SET reuse_count = reuse_count + 1 WHERE id = \(id)")
        return true
    }

    private static func use(
        _ id: Identifier, in dossierCode: String, as componentCode: String, at now: UTCInstant
    ) -> PostgresQuery {
        """
        INSERT INTO document_uses (document_id, dossier_code, component_code, used_at)
        VALUES (\(id), \(dossierCode), \(componentCode), \(now))
        ON CONFLICT DO NOTHING
        """
    }

    /// The documents that serve in a dossier, in the order in which they came.
    func uses(in dossierCode: String) async throws -> [(document: Identifier, componentCode: String)] {
        try await self.session.query(
            """
            SELECT document_id, component_code
            FROM document_uses
            WHERE dossier_code = \(dossierCode)
            ORDER BY used_at, document_id
            """
        ).map { try $0.decode((Identifier, String).self) }
    }

    private static func document(_ row: PostgresRow) throws -> RepositoryDocument {
        let (
            id, ownerID, resultCode, type, title, role, sha256, size, pages, fields, dossier, component, signed,
            reused, storedAt
        ) = try row.decode(
            (
                Identifier, String, String, String, String, String, [UInt8], Int64, Int, JSONText, String, String,
                Bool, Int, UTCInstant
            ).self)
        guard let known = RepositoryDocument.Role(rawValue: role) else { throw StoredValueError("documents.role", role) }
        return RepositoryDocument(
            id: id, ownerID: ownerID, resultCode: resultCode, paperTypeCode: type, title: title, role: known,
            fileSHA256: sha256, fileSizeBytes: size, pages: pages, fieldsJSON: fields.text, dossierCode: dossier,
            componentCode: component, signedValid: signed, reuseCount: reused, storedAt: storedAt)
    }
}
