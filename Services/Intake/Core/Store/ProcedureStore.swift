import Clocks
import IntakeDomain
import Postgres

/// Keeps the procedure versions.
struct ProcedureStore: Sendable {
    let client: PostgresClient

    /// Takes over new versions, and last days of stored ones, in one transaction.
    ///
    /// - Throws: ``CatalogueFaults`` when a rule is broken; nothing is stored.
    func importVersions(_ received: [ProcedureVersion]) async throws -> CatalogueImport {
        try await self.client.withTransaction { transaction in
            try await transaction.query("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/import', 0))")
            let stored = try await Self.load(transaction, Self.selectVersions, Self.selectComponents)
            let change = try CatalogueImport(received, into: stored)
            try await transaction.pipeline(change.added.flatMap(Self.inserts) + change.ended.map(Self.end))
            return change
        }
    }

    /// The versions in force on a day, ordered by code.
    func versions(on day: VietnamDate) async throws -> [ProcedureVersion] {
        try await Self.load(
            self.client,
            """
            SELECT code, version, name, sector, competent_agency_code, handling_section, limit_unit, limit_count,
                cut_off_minute, valid_from, valid_until, filing_notation
            FROM procedure_versions
            WHERE valid_from <= \(day) AND (valid_until IS NULL OR valid_until > \(day))
            ORDER BY code
            """,
            """
            SELECT procedure_code, procedure_version, code, name, paper_type_code, is_required, role, exemption_code
            FROM procedure_components
            ORDER BY procedure_code, procedure_version, ordinal
            """)
    }

    /// The version of a procedure in force on a day, or `nil`.
    func version(of code: String, on day: VietnamDate) async throws -> ProcedureVersion? {
        try await Self.load(
            self.client,
            """
            SELECT code, version, name, sector, competent_agency_code, handling_section, limit_unit, limit_count,
                cut_off_minute, valid_from, valid_until, filing_notation
            FROM procedure_versions
            WHERE code = \(code) AND valid_from <= \(day) AND (valid_until IS NULL OR valid_until > \(day))
            """,
            Self.selectComponents(of: [code])
        ).first
    }

    /// Every version of some procedures, by code and version.
    static func versions(
        of codes: [String], _ session: some PostgresSession
    ) async throws -> [ProcedureKey: ProcedureVersion] {
        let versions = try await self.load(
            session,
            """
            SELECT code, version, name, sector, competent_agency_code, handling_section, limit_unit, limit_count,
                cut_off_minute, valid_from, valid_until, filing_notation
            FROM procedure_versions
            WHERE code = ANY(\(codes))
            """,
            self.selectComponents(of: codes))
        return Dictionary(
            versions.map { (ProcedureKey(code: $0.code, version: $0.version), $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func inserts(_ version: ProcedureVersion) -> [PostgresQuery] {
        let (unit, count) = self.columns(of: version.limit)
        let head: PostgresQuery = """
            INSERT INTO procedure_versions
                (code, version, name, sector, competent_agency_code, handling_section, limit_unit, limit_count,
                 cut_off_minute, valid_from, valid_until, filing_notation)
            VALUES
                (\(version.code), \(Int32(clamping: version.version)), \(version.name), \(version.sector),
                 \(version.competentAgencyCode), \(version.handlingSection), \(unit), \(count),
                 \(version.cutOffMinute.map { Int32(clamping: $0) }), \(version.validity.from),
                 \(version.validity.until), \(version.filingNotation))
            """
        let components: [PostgresQuery] = version.components.enumerated().map { index, rule in
            """
            INSERT INTO procedure_components
                (procedure_code, procedure_version, ordinal, code, name, paper_type_code, is_required, role,
                 exemption_code)
            VALUES
                (\(version.code), \(Int32(clamping: version.version)), \(Int32(clamping: index)), \(rule.code),
                 \(rule.name), \(rule.paperTypeCode), \(rule.isRequired), \(rule.role.rawValue), \(rule.exemptionCode))
            """
        }
        return [head] + components
    }

    private static func end(_ version: ProcedureVersion) -> PostgresQuery {
        """
        UPDATE procedure_versions
        SET valid_until = \(version.validity.until)
        WHERE code = \(version.code) AND version = \(Int32(clamping: version.version))
        """
    }
}
