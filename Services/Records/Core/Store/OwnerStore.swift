import Clocks
import Postgres
import RecordsDomain

/// What is held of an owner, and who used it (R19).
struct OwnerStore: Sendable {
    let session: any PostgresSession

    /// One use of a document.
    struct Use: Sendable {
        /// What a use was.
        enum Kind: String, Sendable {
            case origin
            case reuse
            case copy
        }

        let documentID: Identifier
        let title: String
        let kind: Kind
        let agencyCode: String
        let officerCode: String
        let dossierCode: String
        let componentCode: String
        let procedureCode: String
        let purpose: String
        let usedAt: UTCInstant
    }

    /// What is held, newest first, as far as an officer may read it.
    func documents(
        of ownerID: String, for officerCode: String, after place: SearchPlace?, limit: Int
    ) async throws -> [RepositoryDocument] {
        try await self.session.query(Self.documents(of: ownerID, for: officerCode, after: place, limit: limit))
            .map(DocumentStore.document)
    }

    static func documents(
        of ownerID: String, for officerCode: String, after place: SearchPlace?, limit: Int
    ) -> PostgresQuery {
        """
        SELECT \(unsafeSQL: DocumentStore.columns)
        FROM (
            SELECT document_id, stored_at FROM search_entries
            WHERE owner_id = \(ownerID) AND owner_id <> '' AND (readers IS NULL OR \(officerCode) = ANY (readers))
              AND (stored_at, document_id) < (\(place?.storedAt ?? .latest), \(place?.document ?? .maximum))
            ORDER BY stored_at DESC, document_id DESC LIMIT \(limit)
        ) AS hits
        JOIN documents ON documents.id = hits.document_id
        ORDER BY hits.stored_at DESC, hits.document_id DESC
        """
    }

    /// Who used what, newest first: each dossier in which a document serves, and each copy made from the archive.
    func uses(of ownerID: String, after place: SearchPlace?, limit: Int) async throws -> [Use] {
        try await self.session.query(
            """
            WITH owned AS MATERIALIZED (
                SELECT id, title, dossier_code, component_code FROM documents WHERE owner_id = \(ownerID) AND owner_id <> ''
            )
            SELECT document_id, title, kind, agency_code, officer_code, dossier_code, component_code, procedure_code, purpose, used_at
            FROM (
                SELECT owned.id AS document_id, owned.title,
                       CASE WHEN (owned.dossier_code, owned.component_code) = (document_uses.dossier_code, document_uses.component_code)
                            THEN 'origin' ELSE 'reuse' END AS kind,
                       document_uses.agency_code, document_uses.officer_code, document_uses.dossier_code,
                       document_uses.component_code, document_uses.procedure_code, document_uses.purpose, document_uses.used_at
                FROM owned JOIN document_uses ON document_uses.document_id = owned.id
                UNION ALL
                SELECT owned.id, owned.title, 'copy', work_records.agency_code, archive_packages.officer_code,
                       work_records.dossier_code, '', '', coalesce(archive_packages.request ->> 'purposeContent', ''),
                       archive_packages.made_at
                FROM owned
                JOIN record_documents ON record_documents.document_id = owned.id AND record_documents.removed_at IS NULL
                JOIN work_records ON work_records.id = record_documents.record_id
                JOIN archive_packages ON archive_packages.record_id = work_records.id
                WHERE archive_packages.kind = 'DIP' AND archive_packages.made_at IS NOT NULL
                  AND record_documents.filed_at <= archive_packages.made_at
            ) AS uses
            WHERE (used_at, document_id) < (\(place?.storedAt ?? .latest), \(place?.document ?? .maximum))
            ORDER BY used_at DESC, document_id DESC
            LIMIT \(limit)
            """
        ).map { row in
            let (document, title, kind, agency, officer, dossier, component, procedure, purpose, usedAt) = try row.decode(
                (Identifier, String, String, String, String, String, String, String, String, UTCInstant).self)
            guard let known = Use.Kind(rawValue: kind) else { throw StoredValueError("document_uses.kind", kind) }
            return Use(
                documentID: document, title: title, kind: known, agencyCode: agency, officerCode: officer, dossierCode: dossier,
                componentCode: component, procedureCode: procedure, purpose: purpose, usedAt: usedAt)
        }
    }
}
