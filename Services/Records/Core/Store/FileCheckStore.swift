import Clocks
import Postgres
import RecordsDomain

/// The health of every stored file: `stored_files` says what is known now, `file_checks` keeps every result (R57).
struct FileCheckStore: Sendable {
    /// What a check found.
    enum Outcome: String, Sendable {
        case intact
        case damaged
        case missing
    }

    /// A file that is not what it was.
    struct Fault: Sendable {
        let file: StoredBlob
        let outcome: Outcome
        let since: UTCInstant
        let checkedAt: UTCInstant
        /// A document it belongs to; nil = none, it is a package or minutes.
        let documentID: Identifier?
        /// Codes of records that hold it.
        let fileCodes: [String]
    }

    /// How the whole store stands.
    struct Health: Sendable {
        let files: Int64
        let due: Int64
        let faulty: Int64
        let unchecked: Int64
        let oldestCheck: UTCInstant?
    }

    let session: any PostgresSession

    /// Takes files whose check is due; others leave them alone until the lease ends.
    func claim(_ limit: Int, at now: UTCInstant, lease: Duration) async throws -> [StoredBlob] {
        try await self.session.query(
            """
            WITH due AS (
                -- 1. Files another worker holds are skipped, not waited for.
                SELECT sha256
                FROM stored_files
                WHERE due_at <= \(now) AND leased_until <= \(now)
                ORDER BY due_at, sha256
                LIMIT \(limit)
                FOR UPDATE SKIP LOCKED
            )
            -- 2. Taken until the lease ends; a worker that dies gives them back by doing nothing.
            UPDATE stored_files
            SET leased_until = \(now + lease)
            FROM due
            WHERE stored_files.sha256 = due.sha256
            RETURNING stored_files.sha256, stored_files.size_bytes
            """
        ).map { row in
            let (digest, size) = try row.decode(([UInt8], Int64).self)
            guard let file = StoredBlob(sha256: digest, sizeBytes: size) else { throw StoredValueError("stored_files.size_bytes", "\(size)") }
            return file
        }
    }

    /// Keeps a result and says when the file is looked at again.
    ///
    /// - Returns: Whether the file has become faulty just now.
    func record(_ outcome: Outcome, of file: StoredBlob, at now: UTCInstant, next: UTCInstant) async throws -> Bool {
        let isFaulty = outcome != .intact
        let answers = try await self.session.pipeline([
            """
            INSERT INTO file_checks (sha256, checked_at, outcome) VALUES (\(file.sha256), \(now), \(outcome.rawValue))
            ON CONFLICT DO NOTHING
            """,
            "SELECT faulty_since IS NULL FROM stored_files WHERE sha256 = \(file.sha256) FOR UPDATE",
            """
            UPDATE stored_files
            SET outcome = \(outcome.rawValue), checked_at = \(now), due_at = \(next), leased_until = \(now),
                faulty_since = CASE WHEN \(isFaulty) THEN coalesce(faulty_since, \(now)) END
            WHERE sha256 = \(file.sha256)
            """,
        ])
        let wasSound = try answers[1].first?.decode(Bool.self) ?? false
        return isFaulty && wasSound
    }

    /// Files that are damaged or missing, those known longest first.
    func faults(limit: Int) async throws -> [Fault] {
        try await self.session.query(
            """
            SELECT stored_files.sha256, stored_files.size_bytes, stored_files.outcome, stored_files.faulty_since,
                   stored_files.checked_at, held.document_id, coalesce(held.file_codes, '{}')
            FROM stored_files
            LEFT JOIN LATERAL (
                SELECT (array_agg(documents.id ORDER BY documents.id))[1] AS document_id,
                       array_agg(DISTINCT work_records.file_code) FILTER (WHERE work_records.file_code IS NOT NULL) AS file_codes
                FROM documents
                LEFT JOIN record_documents
                    ON record_documents.document_id = documents.id AND record_documents.removed_at IS NULL
                LEFT JOIN work_records ON work_records.id = record_documents.record_id
                WHERE documents.file_sha256 = stored_files.sha256
            ) AS held ON true
            WHERE faulty_since IS NOT NULL
            ORDER BY faulty_since, stored_files.sha256
            LIMIT \(limit)
            """
        ).map { row in
            let (digest, size, outcome, since, checkedAt, document, codes) = try row.decode(
                ([UInt8], Int64, String, UTCInstant, UTCInstant, Identifier?, [String]).self)
            guard let file = StoredBlob(sha256: digest, sizeBytes: size), let known = Outcome(rawValue: outcome) else {
                throw StoredValueError("stored_files.outcome", outcome)
            }
            return Fault(
                file: file, outcome: known, since: since, checkedAt: checkedAt, documentID: document, fileCodes: codes)
        }
    }

    /// How the whole store stands.
    func health(at now: UTCInstant) async throws -> Health {
        let rows = try await self.session.query(
            """
            SELECT count(*), count(*) FILTER (WHERE due_at <= \(now)), count(*) FILTER (WHERE faulty_since IS NOT NULL),
                   count(*) FILTER (WHERE checked_at IS NULL), min(checked_at)
            FROM stored_files
            """)
        guard let row = rows.first else { return Health(files: 0, due: 0, faulty: 0, unchecked: 0, oldestCheck: nil) }
        let (files, due, faulty, unchecked, oldest) = try row.decode((Int64, Int64, Int64, Int64, UTCInstant?).self)
        return Health(files: files, due: due, faulty: faulty, unchecked: unchecked, oldestCheck: oldest)
    }
}
