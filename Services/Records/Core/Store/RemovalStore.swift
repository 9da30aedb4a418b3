import Clocks
import Postgres
import RecordsDomain

/// Keeps in `file_removals` what becomes of the files of destroyed records (R54).
struct RemovalStore: Sendable {
    /// A file that is to be removed.
    struct Due: Sendable {
        let recordID: Identifier
        let file: DocumentFormStore.Form
        let decision: String
        let officerCode: String
        let decidedAt: UTCInstant
        /// Nothing refers to it any more; only the store still has it.
        let isReleased: Bool
    }

    let session: any PostgresSession

    /// Lists every file of a record that was destroyed just now: of its documents in all their forms, of its packages and exports, and what
    /// came with an import.
    func list(_ record: Identifier, decision: String, by officerCode: String, at now: UTCInstant) async throws {
        _ = try await self.session.pipeline([
            """
            INSERT INTO file_removals (record_id, sha256, size_bytes, decision, officer_code, decided_at, leased_until)
            WITH RECURSIVE held AS (
                SELECT documents.file_sha256 AS sha256, documents.file_size_bytes AS size_bytes
                FROM record_documents JOIN documents ON documents.id = record_documents.document_id
                WHERE record_documents.record_id = \(record) AND documents.file_sha256 IS NOT NULL
                UNION
                -- A former form of a signed file holds the same content; its length is not known here and not needed.
                SELECT document_forms.former_sha256, 0::bigint FROM document_forms JOIN held ON document_forms.sha256 = held.sha256
            ), files AS (
                SELECT * FROM held
                UNION ALL SELECT sha256, size_bytes FROM archive_packages WHERE record_id = \(record) AND sha256 IS NOT NULL
                UNION ALL SELECT sha256, size_bytes FROM archive_imports WHERE record_id = \(record)
                UNION ALL SELECT sha256, size_bytes FROM record_exports WHERE record_id = \(record)
                UNION ALL
                SELECT process_sha256, process_size_bytes FROM imported_documents
                WHERE record_id = \(record) AND process_sha256 IS NOT NULL
            )
            SELECT \(record), sha256, max(size_bytes), \(decision), \(officerCode), \(now), \(now) FROM files GROUP BY sha256
            ON CONFLICT DO NOTHING
            """,
            """
            UPDATE archive_packages SET failure = 'destroyed' WHERE record_id = \(record) AND made_at IS NULL AND failure = ''
            """,
        ])
    }

    /// Takes a file that is due; others leave it alone until the lease ends.
    func claim(at now: UTCInstant, lease: Duration) async throws -> Due? {
        try await self.session.query(
            """
            WITH due AS (
                SELECT record_id, sha256 FROM file_removals
                WHERE outcome IN ('due', 'removing') AND leased_until <= \(now)
                ORDER BY leased_until, sha256
                LIMIT 1
                FOR UPDATE SKIP LOCKED
            )
            UPDATE file_removals SET leased_until = \(now + lease)
            FROM due
            WHERE file_removals.record_id = due.record_id AND file_removals.sha256 = due.sha256
            RETURNING file_removals.record_id, file_removals.sha256, size_bytes, decision, officer_code, decided_at, outcome
            """
        ).first.map { row in
            let (record, digest, size, decision, officer, at, outcome) = try row.decode(
                (Identifier, [UInt8], Int64, String, String, UTCInstant, String).self)
            return Due(
                recordID: record, file: .init(sha256: digest, sizeBytes: size), decision: decision, officerCode: officer, decidedAt: at,
                isReleased: outcome == "removing")
        }
    }

    /// Why a file stays though its record was destroyed; nil = nothing else refers to it.
    ///
    /// The owner's repository is a duty of its own: the archive's decision does not reach into it.
    func reason(_ due: Due) async throws -> String? {
        try await self.session.query(
            """
            WITH RECURSIVE forms AS (
                SELECT \(due.file.sha256)::bytea AS sha256
                UNION
                SELECT document_forms.sha256 FROM document_forms JOIN forms ON document_forms.former_sha256 = forms.sha256
            ), holders AS (
                SELECT documents.id, documents.owner_id, documents.paper_id
                FROM documents JOIN forms ON documents.file_sha256 = forms.sha256
            )
            SELECT 'hồ sơ khác / another record: ' || work_records.file_code
            FROM holders
            JOIN record_documents ON record_documents.document_id = holders.id AND record_documents.removed_at IS NULL
            JOIN work_records ON work_records.id = record_documents.record_id
            WHERE work_records.id <> \(due.recordID) AND work_records.state <> 'destroyed'
            UNION ALL
            SELECT 'kho của chủ sở hữu / the owner''s repository' FROM holders WHERE owner_id <> '' OR paper_id IS NOT NULL
            UNION ALL
            SELECT 'chưa lập hồ sơ / not filed yet' FROM holders JOIN unfiled_documents ON unfiled_documents.document_id = holders.id
            UNION ALL
            SELECT 'tài liệu ngoài hồ sơ / a document in no record' FROM holders
            WHERE NOT EXISTS (SELECT FROM record_documents WHERE record_documents.document_id = holders.id)
            UNION ALL
            SELECT 'gói của hồ sơ khác / a package of another record' FROM archive_packages
            WHERE sha256 = \(due.file.sha256) AND record_id <> \(due.recordID)
            LIMIT 1
            """
        ).first.map { try $0.decode(String.self) }
    }

    /// Nothing here refers to the file any more: what it described keeps its description.
    func release(_ due: Due, at now: UTCInstant) async throws {
        let digest = due.file.sha256
        _ = try await self.session.pipeline([
            """
            UPDATE documents SET file_sha256 = NULL, file_size_bytes = 0, content = '', fields = '[]', destroyed_at = \(now)
            WHERE file_sha256 = \(digest)
            """,
            "UPDATE archive_packages SET sha256 = NULL, size_bytes = 0, failure = 'destroyed', destroyed_at = \(now) WHERE sha256 = \(digest)",
            "UPDATE imported_documents SET process_sha256 = NULL, process_size_bytes = 0 WHERE process_sha256 = \(digest)",
            "DELETE FROM record_exports WHERE sha256 = \(digest)",
            "DELETE FROM stored_files WHERE sha256 = \(digest)",
            "UPDATE file_removals SET outcome = 'removing' WHERE record_id = \(due.recordID) AND sha256 = \(digest)",
        ])
    }

    /// Keeps what became of it.
    ///
    /// - Parameter reason: Why it was kept; empty = it was removed.
    /// - Returns: Whether it was settled just now.
    func settle(_ due: Due, kept reason: String, at now: UTCInstant) async throws -> Bool {
        try await self.session.query(
            """
            UPDATE file_removals
            SET outcome = \(reason.isEmpty ? "removed" : "kept"), reason = \(reason), settled_at = \(now)
            WHERE record_id = \(due.recordID) AND sha256 = \(due.file.sha256) AND settled_at IS NULL
            """
        ).affectedRows == 1
    }
}
