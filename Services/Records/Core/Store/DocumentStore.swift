import Clocks
import Postgres
import RecordsDomain

/// Keeps the owners' repository in `documents` and where each document serves in `document_uses`.
struct DocumentStore: Sendable {
    let session: any PostgresSession

    static let columns = """
        documents.id, documents.owner_id, coalesce(documents.result_code, ''), documents.paper_type_code, documents.title,
        documents.role, documents.file_size_bytes, documents.fields, documents.dossier_code, documents.component_code,
        documents.signed_valid, documents.reuse_count, documents.stored_at, \(detailColumns)
        """

    /// What describes a document further, in the order in which `details` takes it.
    static let detailColumns = """
        documents.form, documents.number, documents.notation, documents.issued_on, documents.issuer, documents.language,
        documents.pages, documents.signer_name, coalesce(documents.file_sha256, ''::bytea), documents.signatures,
        documents.attachments_announced, documents.attached_to, documents.issued_from, documents.recalled, documents.valid_until
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
        // Two questions in one go, both in the order of filing: a document alone fills a row of its own columns.
        let answers = try await self.session.pipeline([
            """
            SELECT ordinal FROM record_documents
            WHERE record_id = \(record) AND removed_at IS NULL ORDER BY ordinal
            """,
            """
            SELECT \(unsafeSQL: Self.columns)
            FROM record_documents
            JOIN documents ON documents.id = record_documents.document_id
            WHERE record_documents.record_id = \(record) AND record_documents.removed_at IS NULL
            ORDER BY record_documents.ordinal
            """,
        ])
        guard answers.count == 2 else { return [] }
        return try zip(answers[0], answers[1]).map {
            (ordinal: try $0.0.decode(Int.self), document: try Self.document($0.1))
        }
    }

    /// The newest document of each wanted kind that an owner has, that everybody may read, whose signature was valid and that is
    /// in force on a day (R19).
    ///
    /// - Parameter types: Kinds of paper; empty = all.
    func reusable(ownerID: String, types: [String], on day: VietnamDate) async throws -> [RepositoryDocument] {
        try await self.session.query(Self.reusable(ownerID: ownerID, types: types, on: day)).map(Self.document)
    }

    static func reusable(ownerID: String, types: [String], on day: VietnamDate) -> PostgresQuery {
        """
        SELECT DISTINCT ON (documents.paper_type_code) \(unsafeSQL: Self.columns)
        FROM documents
        JOIN search_entries ON search_entries.document_id = documents.id
        WHERE documents.owner_id = \(ownerID) AND documents.signed_valid AND NOT documents.recalled
          AND (documents.valid_until IS NULL OR documents.valid_until >= \(day)) AND search_entries.readers IS NULL
          AND (\(types.isEmpty) OR documents.paper_type_code = ANY (\(types)))
        ORDER BY documents.paper_type_code, documents.stored_at DESC
        """
    }

    /// Writes a document and its first use, in the dossier it came from.
    ///
    /// - Parameter paperID: The paper at digitization that it was made from; nil = none.
    func insert(_ document: RepositoryDocument, paperID: Identifier? = nil, content: String) async throws {
        let details = document.details
        let digest = document.fileSHA256.isEmpty ? nil : document.fileSHA256
        let resultCode = document.resultCode.isEmpty ? nil : document.resultCode
        let signatures = JSONText(try FiledSignature.json(details.signatures))
        var queries: [PostgresQuery] = [
            """
            INSERT INTO documents
                (id, paper_id, owner_id, result_code, paper_type_code, title, role, file_sha256, file_size_bytes,
                 pages, fields, dossier_code, component_code, signed_valid, content, stored_at, form, number, notation,
                 issued_on, issuer, language, signer_name, signatures, attachments_announced, attached_to, issued_from,
                 recalled, valid_until)
            VALUES
                (\(document.id), \(paperID), \(document.ownerID), \(resultCode), \(document.paperTypeCode),
                 \(document.title), \(document.role.rawValue), \(digest), \(document.fileSizeBytes),
                 \(document.pages), \(JSONText(document.fieldsJSON)), \(document.dossierCode),
                 \(document.componentCode), \(document.signedValid), \(content), \(document.storedAt),
                 \(details.form.rawValue), \(details.number), \(details.notation), \(details.issuedOn), \(details.issuer),
                 \(details.language), \(details.signerName), \(signatures), \(details.attachmentsAnnounced),
                 \(details.attachedTo), \(details.issuedFrom), \(details.recalled), \(details.validUntil))
            """
        ]
        if !document.dossierCode.isEmpty {
            queries.append(
                Self.use(document.id, in: document.dossierCode, as: document.componentCode, at: document.storedAt))
        }
        _ = try await self.session.pipeline(queries)
    }

    /// Who uses a document, and for what (R19).
    struct User: Sendable {
        var agencyCode = ""
        var officerCode = ""
        var procedureCode = ""
        var purpose = ""
    }

    /// Notes that a document serves in a dossier.
    ///
    /// - Returns: Whether this was new; only then its reuse counts.
    func reuse(
        _ id: Identifier, in dossierCode: String, as componentCode: String, by user: User = User(), at now: UTCInstant
    ) async throws -> Bool {
        let inserted = try await self.session.query(Self.use(id, in: dossierCode, as: componentCode, by: user, at: now))
        guard inserted.affectedRows == 1 else { return false }
        _ = try await self.session.query("UPDATE documents SET reuse_count = reuse_count + 1 WHERE id = \(id)")
        return true
    }

    private static func use(
        _ id: Identifier, in dossierCode: String, as componentCode: String, by user: User = User(), at now: UTCInstant
    ) -> PostgresQuery {
        """
        INSERT INTO document_uses
            (document_id, dossier_code, component_code, used_at, agency_code, officer_code, procedure_code, purpose)
        VALUES
            (\(id), \(dossierCode), \(componentCode), \(now), \(user.agencyCode), \(user.officerCode),
             \(user.procedureCode), \(user.purpose))
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

    static func document(_ row: PostgresRow) throws -> RepositoryDocument {
        let (
            id, ownerID, resultCode, type, title, role, size, fields, dossier, component, signed, reused, storedAt, form, number,
            notation, issuedOn, issuer, language, pages, signerName, digest, signatures, announced, attachedTo, issuedFrom,
            recalled, validUntil
        ) = try row.decode(
            (
                Identifier, String, String, String, String, String, Int64, JSONText, String, String, Bool, Int, UTCInstant,
                String, String, String, VietnamDate?, String, String, Int, String, [UInt8], JSONText, Int, Identifier?,
                Identifier?, Bool, VietnamDate?
            ).self)
        guard let known = RepositoryDocument.Role(rawValue: role) else { throw StoredValueError("documents.role", role) }
        let details = try Self.details(
            form: form, number: number, notation: notation, issuedOn: issuedOn, issuer: issuer, language: language, pages: pages,
            signerName: signerName, digest: digest, signatures: signatures, announced: announced, attachedTo: attachedTo,
            issuedFrom: issuedFrom, recalled: recalled, validUntil: validUntil)
        return RepositoryDocument(
            id: id, ownerID: ownerID, resultCode: resultCode, paperTypeCode: type, title: title, role: known,
            fileSHA256: digest, fileSizeBytes: size, pages: pages, fieldsJSON: fields.text, dossierCode: dossier,
            componentCode: component, signedValid: signed, reuseCount: reused, storedAt: storedAt, details: details)
    }

    /// Puts together what describes a document from its columns.
    static func details(
        form: String, number: String, notation: String, issuedOn: VietnamDate?, issuer: String, language: String, pages: Int,
        signerName: String, digest: [UInt8], signatures: JSONText, announced: Int, attachedTo: Identifier?,
        issuedFrom: Identifier?, recalled: Bool, validUntil: VietnamDate?
    ) throws -> DocumentDetails {
        guard let known = DocumentForm(rawValue: form) else { throw StoredValueError("documents.form", form) }
        var details = DocumentDetails()
        details.form = known
        details.number = number
        details.notation = notation
        details.issuedOn = issuedOn
        details.issuer = issuer
        details.language = language
        details.pages = pages
        details.signerName = signerName
        details.digest = digest
        details.signatures = try FiledSignature.list(json: signatures.text)
        details.attachmentsAnnounced = announced
        details.attachedTo = attachedTo
        details.issuedFrom = issuedFrom
        details.recalled = recalled
        details.validUntil = validUntil
        return details
    }
}
