import Archive
import Clocks
import Foundation
import Postgres
import RecordsDomain

/// Keeps imports in `archive_imports`, hands out those that wait, and keeps what packages said about documents in
/// `imported_documents`.
struct ImportStore: Sendable {
    /// What a package said about a document.
    struct Origin: Sendable {
        let mediaType: String
        let fileExtension: String
        let values: FieldValues
        let process: StoredBlob?
        let processExtension: String
    }

    let session: any PostgresSession

    private static let columns = """
        archive_imports.id, sha256, size_bytes, agency_code, archive_code, retention_years, officer_code, asked_at, attempt, state, kind,
        object_id, record_id, file_code, documents, head, findings, failure, decided_at
        """

    /// Asks for an import. The same file again changes nothing, unless it was refused: then it is judged anew.
    func ask(_ task: ImportTask) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO archive_imports
                (id, sha256, size_bytes, agency_code, archive_code, retention_years, officer_code, asked_at, due_at, leased_until, kind)
            VALUES
                (\(task.id), \(task.file.sha256), \(task.file.sizeBytes), \(task.agencyCode), \(task.archiveCode),
                 \(task.retention?.number), \(task.officerCode), \(task.askedAt), \(task.askedAt), \(task.askedAt), \(task.outcome.kind))
            ON CONFLICT (sha256) DO UPDATE
            SET agency_code = excluded.agency_code, archive_code = excluded.archive_code, retention_years = excluded.retention_years,
                officer_code = excluded.officer_code, asked_at = excluded.asked_at, due_at = excluded.due_at,
                leased_until = excluded.leased_until, attempt = 0, state = 'waiting', findings = '[]', failure = '', decided_at = NULL
            WHERE archive_imports.state = 'refused' OR archive_imports.failure <> ''
            """)
    }

    /// Takes the package that waits longest; others leave it alone until the lease ends. Data of 2019 are taken in by whoever calls.
    func claim(at now: UTCInstant, lease: Duration) async throws -> ImportTask? {
        try await self.session.query(
            """
            WITH due AS (
                SELECT id FROM archive_imports
                WHERE state = 'waiting' AND failure = '' AND due_at <= \(now) AND leased_until <= \(now)
                  AND kind <> \(ImportedContents.legacyKind)
                ORDER BY due_at, id
                LIMIT 1
                FOR UPDATE SKIP LOCKED
            )
            UPDATE archive_imports
            SET attempt = attempt + 1, leased_until = \(now + lease)
            FROM due
            WHERE archive_imports.id = due.id
            RETURNING \(unsafeSQL: Self.columns)
            """
        ).first.map(Self.task)
    }

    /// Whether an import still waits; it is held until the transaction ends.
    func isWaiting(_ id: Identifier) async throws -> Bool {
        try await self.session.query("SELECT state = 'waiting' FROM archive_imports WHERE id = \(id) FOR UPDATE")
            .first.map { try $0.decode(Bool.self) } ?? false
    }

    /// Keeps what came of an import.
    func decide(_ id: Identifier, _ outcome: ImportOutcome) async throws {
        _ = try await self.session.query(
            """
            UPDATE archive_imports
            SET state = \(outcome.state.rawValue), kind = \(outcome.kind), object_id = \(outcome.objectID),
                record_id = \(outcome.recordID), file_code = \(outcome.fileCode), documents = \(outcome.documents),
                head = \(try Self.json(outcome.head)), findings = \(try Self.json(Array(outcome.findings.prefix(ImportFinding.most)))),
                decided_at = \(outcome.decidedAt)
            WHERE id = \(id) AND state = 'waiting'
            """)
    }

    /// Gives an import back, to be tried again later, or for a person when there is a reason.
    func giveBack(_ id: Identifier, until due: UTCInstant, failure: String) async throws {
        _ = try await self.session.query(
            """
            UPDATE archive_imports SET due_at = \(due), leased_until = \(due), failure = \(failure)
            WHERE id = \(id) AND state = 'waiting'
            """)
    }

    /// One import, or nil.
    func find(_ id: Identifier) async throws -> ImportTask? {
        try await self.session.query("SELECT \(unsafeSQL: Self.columns) FROM archive_imports WHERE id = \(id)").first.map(Self.task)
    }

    /// The import of a file, or nil.
    func find(file: StoredBlob) async throws -> ImportTask? {
        try await self.session.query("SELECT \(unsafeSQL: Self.columns) FROM archive_imports WHERE sha256 = \(file.sha256)")
            .first.map(Self.task)
    }

    /// What the package of an imported record said about the whole; nil when the record was made here.
    func head(of record: Identifier) async throws -> FieldValues? {
        try await self.session.query("SELECT head FROM archive_imports WHERE record_id = \(record) ORDER BY id LIMIT 1").first
            .map { try FieldValues(texts: Self.texts($0.decode(JSONText.self))) }
    }

    /// Keeps what a package said about a document.
    func keep(_ origin: Origin, of document: Identifier, in record: Identifier, from id: Identifier) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO imported_documents
                (record_id, document_id, import_id, media_type, file_extension, values, process_sha256, process_size_bytes,
                 process_extension)
            VALUES
                (\(record), \(document), \(id), \(origin.mediaType), \(origin.fileExtension), \(try Self.json(origin.values.texts)),
                 \(origin.process?.sha256), \(origin.process?.sizeBytes ?? 0), \(origin.processExtension))
            ON CONFLICT DO NOTHING
            """)
    }

    /// What packages said about documents of a record.
    func origins(of documents: [Identifier], in record: Identifier) async throws -> [Identifier: Origin] {
        let rows = try await self.session.query(
            """
            SELECT document_id, media_type, file_extension, values, process_sha256, process_size_bytes, process_extension
            FROM imported_documents WHERE record_id = \(record) AND document_id = ANY (\(documents))
            """)
        var origins: [Identifier: Origin] = [:]
        for row in rows {
            let (id, media, ending, values, process, size, processEnding) = try row.decode(
                (Identifier, String, String, JSONText, [UInt8]?, Int64, String).self)
            origins[id] = Origin(
                mediaType: media, fileExtension: ending, values: FieldValues(texts: try Self.texts(values)),
                process: process.flatMap { StoredBlob(sha256: $0, sizeBytes: size) }, processExtension: processEnding)
        }
        return origins
    }

    private static func json(_ value: some Encodable) throws -> JSONText {
        JSONText(String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
    }

    private static func texts(_ json: JSONText) throws -> [String: String] {
        try JSONDecoder().decode([String: String].self, from: Data(json.text.utf8))
    }

    private static func task(_ row: PostgresRow) throws -> ImportTask {
        let (
            id, digest, size, agency, archive, years, officer, askedAt, attempt, state, kind, objectID, record, fileCode, documents, head,
            findings, failure, decidedAt
        ) = try row.decode(
            (
                Identifier, [UInt8], Int64, String, String, Int?, String, UTCInstant, Int, String, String, String, Identifier?, String,
                Int, JSONText, JSONText, String, UTCInstant?
            ).self)
        guard let file = StoredBlob(sha256: digest, sizeBytes: size), let known = ImportTask.State(rawValue: state) else {
            throw StoredValueError("archive_imports.state", state)
        }
        var task = ImportTask(
            id: id, file: file, agencyCode: agency, archiveCode: archive, retention: years.flatMap { RetentionPeriod(number: $0) },
            officerCode: officer, askedAt: askedAt)
        task.attempt = attempt
        task.failure = failure
        task.outcome = ImportOutcome(
            state: known, kind: kind, objectID: objectID, recordID: record, fileCode: fileCode, documents: documents,
            head: try Self.texts(head),
            findings: try JSONDecoder().decode([ImportFinding].self, from: Data(findings.text.utf8)), decidedAt: decidedAt)
        return task
    }
}
