import Clocks
import Postgres
import RecordsDomain

/// Keeps work records in `work_records`, what they hold in `record_documents`, what they wait for in `expected_papers`.
struct RecordStore: Sendable {
    let session: any PostgresSession

    private static let columns = """
        id, file_code, title, agency_code, year, plan_notation, retention_years, creator, dossier_code, opened_at,
        state, document_count, dossier_finished, closed_at, version, keeper, language, access_mode, shelf_place, ended_on,
        happened, excluded, hold_reason, kept_back_until, archived_on, last_ordinal
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
            state, documentCount, dossierFinished, closedAt, version, keeper, language, accessMode, shelfPlace, endedOn,
            happened, excluded, hold, keptBackUntil, archivedOn, lastOrdinal
        ) = try row.decode(
            (
                Identifier, String, String, String, Int, String, Int, String, String, UTCInstant,
                String, Int, Bool, UTCInstant?, Int64, String, String, String, String, VietnamDate?,
                [String], Bool, String, VietnamDate?, VietnamDate?, Int
            ).self)
        guard let retention = RetentionPeriod(number: years), let known = RecordState(rawValue: state) else {
            throw StoredValueError("work_records.state", state)
        }
        var details = RecordDetails()
        details.keeper = keeper
        details.language = language
        details.accessMode = accessMode
        details.shelfPlace = shelfPlace
        details.endedOn = endedOn
        details.happened = try Set(happened.map(Self.condition))
        details.excluded = excluded
        details.hold = hold
        details.keptBackUntil = keptBackUntil
        details.archivedOn = archivedOn
        return WorkRecord(
            loading: id, fileCode: fileCode, title: title, agencyCode: agencyCode, year: year,
            planNotation: planNotation, retention: retention, creator: creator, dossierCode: dossierCode,
            openedAt: openedAt, state: known, documentCount: documentCount, lastOrdinal: lastOrdinal, dossierFinished: dossierFinished,
            closedAt: closedAt, details: details, version: version)
    }

    private static func condition(_ name: String) throws -> ClosingCondition {
        guard let known = ClosingCondition(rawValue: name) else { throw StoredValueError("work_records.happened", name) }
        return known
    }

    private static func happened(_ record: WorkRecord) -> [String] { record.details.happened.map(\.rawValue).sorted() }

    /// What records of a plan entry must hold; ad hoc records have the usual contract.
    func contract(of record: WorkRecord) async throws -> CompletenessContract {
        guard !record.planNotation.isEmpty else { return .usual }
        let rows = try await self.session.query(
            """
            SELECT contract FROM filing_plan_entries
            WHERE agency_code = \(record.agencyCode) AND year = \(record.year) AND notation = \(record.planNotation)
            """)
        // An entry taken out by an amendment asks for nothing special any more.
        guard let row = rows.first else { return .usual }
        return try ContractWire.contract(json: row.decode(JSONText.self).text)
    }

    /// Closed records that the archive has not taken over, by the end of their work, earliest first.
    func toTransfer(agencyCode: String, after: Identifier?, limit: Int) async throws -> [WorkRecord] {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns) FROM work_records
            WHERE state IN ('closed', 'returned', 'submitted') AND ended_on IS NOT NULL AND NOT excluded
              AND (\(agencyCode) = '' OR agency_code = \(agencyCode))
              AND (\(after)::uuid IS NULL OR (ended_on, id) > (SELECT ended_on, id FROM work_records WHERE id = \(after)::uuid))
            ORDER BY ended_on, id
            LIMIT \(limit)
            """
        ).map(Self.record)
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
        let details = record.details
        _ = try await self.session.pipeline(
            [
                """
                INSERT INTO work_records (\(unsafeSQL: Self.columns))
                VALUES
                    (\(record.id), \(record.fileCode), \(record.title), \(record.agencyCode), \(record.year),
                     \(record.planNotation), \(record.retention.number), \(record.creator), \(record.dossierCode),
                     \(record.openedAt), \(record.state.rawValue), \(record.documentCount), \(record.dossierFinished),
                     \(record.closedAt), \(record.version), \(details.keeper), \(details.language),
                     \(details.accessMode), \(details.shelfPlace), \(details.endedOn), \(Self.happened(record)),
                     \(details.excluded), \(details.hold), \(details.keptBackUntil), \(details.archivedOn), \(record.lastOrdinal))
                """
            ] + expectations)
    }

    /// Writes what may change of a record that this transaction holds.
    func update(_ record: WorkRecord, closedBy officerCode: String? = nil) async throws {
        let details = record.details
        _ = try await self.session.query(
            """
            UPDATE work_records
            SET keeper = \(details.keeper), language = \(details.language), access_mode = \(details.accessMode),
                shelf_place = \(details.shelfPlace), ended_on = \(details.endedOn), happened = \(Self.happened(record)),
                excluded = \(details.excluded), hold_reason = \(details.hold),
                kept_back_until = \(details.keptBackUntil), archived_on = \(details.archivedOn), state = \(record.state.rawValue),
                document_count = \(record.documentCount), last_ordinal = \(record.lastOrdinal),
                dossier_finished = \(record.dossierFinished), closed_at = \(record.closedAt),
                closed_by = coalesce(\(officerCode), closed_by), version = \(record.version)
            WHERE id = \(record.id)
            """)
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
