import Clocks
import Postgres
import RecordsDomain

/// Keeps work records in `work_records`, what they hold in `record_documents`, what they wait for in `expected_papers`.
struct RecordStore: Sendable {
    let session: any PostgresSession

    private static let columns = """
        id, file_code, title, agency_code, year, plan_notation, retention_years, creator, dossier_code, opened_at,
        state, document_count, dossier_finished, closed_at, version
        """

    /// The record of an id, or nil.
    func find(id: Identifier, locked: Bool = false) async throws -> WorkRecord? {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns) FROM work_records
            WHERE id = \(id) \(unsafeSQL: locked ? "FOR UPDATE" : "")
            """
        ).first.map(Self.record)
    }

    /// The record of a file code, or nil.
    func find(fileCode: String) async throws -> WorkRecord? {
        try await self.session.query(
            "SELECT \(unsafeSQL: Self.columns) FROM work_records WHERE file_code = \(fileCode)"
        ).first.map(Self.record)
    }

    /// The record of a dossier, or nil.
    func find(dossierCode: String, locked: Bool = false) async throws -> WorkRecord? {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns) FROM work_records
            WHERE dossier_code = \(dossierCode) AND dossier_code <> '' \(unsafeSQL: locked ? "FOR UPDATE" : "")
            """
        ).first.map(Self.record)
    }

    /// Records newest first.
    ///
    /// - Parameters:
    ///   - agencyCode: Empty = all agencies.
    ///   - after: Go on after this record.
    func list(agencyCode: String, after: Identifier?, limit: Int) async throws -> [WorkRecord] {
        let last = after ?? Identifier.maximum
        let query: PostgresQuery =
            if agencyCode.isEmpty {
                """
                SELECT \(unsafeSQL: Self.columns) FROM work_records
                WHERE id < \(last) ORDER BY id DESC LIMIT \(limit)
                """
            } else {
                """
                SELECT \(unsafeSQL: Self.columns) FROM work_records
                WHERE agency_code = \(agencyCode) AND id < \(last) ORDER BY id DESC LIMIT \(limit)
                """
            }
        return try await self.session.query(query).map(Self.record)
    }

    private static func record(_ row: PostgresRow) throws -> WorkRecord {
        let (
            id, fileCode, title, agencyCode, year, planNotation, years, creator, dossierCode, openedAt,
            state, documentCount, dossierFinished, closedAt, version
        ) = try row.decode(
            (
                Identifier, String, String, String, Int, String, Int, String, String, UTCInstant,
                String, Int, Bool, UTCInstant?, Int64
            ).self)
        guard let retention = RetentionPeriod(number: years), let known = RecordState(rawValue: state) else {
            throw StoredValueError("work_records.state", state)
        }
        return WorkRecord(
            loading: id, fileCode: fileCode, title: title, agencyCode: agencyCode, year: year,
            planNotation: planNotation, retention: retention, creator: creator, dossierCode: dossierCode,
            openedAt: openedAt, state: known, documentCount: documentCount, dossierFinished: dossierFinished,
            closedAt: closedAt, version: version)
    }

    /// Writes a record that was just opened, and the papers it waits for.
    func insert(_ record: WorkRecord, expecting papers: [ExpectedPaper]) async throws {
        let expectations: [PostgresQuery] = papers.map { paper in
            """
            INSERT INTO expected_papers (dossier_code, component_code, name, required)
            VALUES (\(record.dossierCode), \(paper.componentCode), \(paper.name), \(paper.required))
            ON CONFLICT (dossier_code, component_code) DO NOTHING
            """
        }
        _ = try await self.session.pipeline(
            [
                """
                INSERT INTO work_records (\(unsafeSQL: Self.columns))
                VALUES
                    (\(record.id), \(record.fileCode), \(record.title), \(record.agencyCode), \(record.year),
                     \(record.planNotation), \(record.retention.number), \(record.creator), \(record.dossierCode),
                     \(record.openedAt), \(record.state.rawValue), \(record.documentCount), \(record.dossierFinished),
                     \(record.closedAt), \(record.version))
                """
            ] + expectations)
    }

    /// Writes what may change of a record that this transaction holds.
    func update(_ record: WorkRecord, closedBy officerCode: String? = nil) async throws {
        _ = try await self.session.query(
            """
            UPDATE work_records
            SET state = \(record.state.rawValue), document_count = \(record.documentCount),
                dossier_finished = \(record.dossierFinished), closed_at = \(record.closedAt),
                closed_by = coalesce(\(officerCode), closed_by), version = \(record.version)
            WHERE id = \(record.id)
            """)
    }

    /// Files a document under the ordinal the record gave it.
    func file(
        _ document: Identifier, as componentCode: String, ordinal: Int, in record: Identifier, at now: UTCInstant
    ) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO record_documents (record_id, ordinal, document_id, component_code, filed_at)
            VALUES (\(record), \(ordinal), \(document), \(componentCode), \(now))
            """)
    }

    /// Whether a document is filed in a record as that component.
    func holds(_ document: Identifier, as componentCode: String, record: Identifier) async throws -> Bool {
        try await !self.session.query(
            """
            SELECT ordinal
            FROM record_documents
            WHERE record_id = \(record) AND document_id = \(document) AND component_code = \(componentCode)
            """
        ).isEmpty
    }

    /// What is filed in a record, in the order of filing.
    func documents(of record: Identifier) async throws -> [FiledDocument] {
        try await self.session.query(
            """
            SELECT documents.id, record_documents.ordinal, record_documents.component_code, documents.title,
                   documents.paper_type_code, documents.signed_valid
            FROM record_documents
            JOIN documents ON documents.id = record_documents.document_id
            WHERE record_documents.record_id = \(record)
            ORDER BY record_documents.ordinal
            """
        ).map { row in
            let (id, ordinal, component, title, type, signed) = try row.decode(
                (Identifier, Int, String, String, String, Bool).self)
            return FiledDocument(
                id: id, ordinal: ordinal, componentCode: component, title: title, paperTypeCode: type,
                signedValid: signed)
        }
    }

    /// The papers that a dossier's record waits for.
    func expectedPapers(dossierCode: String) async throws -> [ExpectedPaper] {
        try await self.session.query(
            """
            SELECT component_code, name, required
            FROM expected_papers
            WHERE dossier_code = \(dossierCode)
            ORDER BY component_code
            """
        ).map { row in
            let (component, name, required) = try row.decode((String, String, Bool).self)
            return ExpectedPaper(componentCode: component, name: name, required: required)
        }
    }
}
