import Clocks
import IntakeDomain
import Postgres

extension ProcedureStore {
    static var selectVersions: PostgresQuery {
        """
        SELECT code, version, name, sector, competent_agency_code, handling_section, limit_unit, limit_count,
            cut_off_minute, valid_from, valid_until, filing_notation
        FROM procedure_versions
        """
    }

    static var selectComponents: PostgresQuery {
        """
        SELECT procedure_code, procedure_version, code, name, paper_type_code, is_required, role, exemption_code
        FROM procedure_components
        ORDER BY procedure_code, procedure_version, ordinal
        """
    }

    static func selectComponents(of codes: [String]) -> PostgresQuery {
        """
        SELECT procedure_code, procedure_version, code, name, paper_type_code, is_required, role, exemption_code
        FROM procedure_components
        WHERE procedure_code = ANY(\(codes))
        ORDER BY procedure_code, procedure_version, ordinal
        """
    }

    static func load(
        _ session: some PostgresSession, _ versions: PostgresQuery, _ components: PostgresQuery
    ) async throws -> [ProcedureVersion] {
        let results = try await session.pipeline([versions, components])
        return try self.versions(results[0], components: results[1])
    }

    static func load(
        _ client: PostgresClient, _ versions: PostgresQuery, _ components: PostgresQuery
    ) async throws -> [ProcedureVersion] {
        let results = try await client.pipeline([versions, components])
        return try self.versions(results[0], components: results[1])
    }

    static func columns(of limit: WorkingTimeLimit) -> (unit: String, count: Int32) {
        switch limit {
        case .sameDay: ("same_day", 0)
        case .workingDays(let days): ("working_days", Int32(clamping: days))
        case .workingHours(let hours): ("working_hours", Int32(clamping: hours))
        }
    }

    private static func versions(
        _ rows: PostgresRows, components: PostgresRows
    ) throws -> [ProcedureVersion] {
        let rules = Dictionary(grouping: try components.map(self.component), by: \.key)
        return try rows.map { row in
            let (
                code, version, name, sector, competent, section, unit, count, cutOff, from, until, notation
            ) = try row.decode(
                (
                    String, Int32, String, String, String?, String, String, Int32, Int32?, VietnamDate, VietnamDate?,
                    String
                ).self)
            guard let limit = self.limit(unit, Int(count)), let validity = ValidityPeriod(from: from, until: until)
            else {
                throw StoredRowMalformed(table: "procedure_versions")
            }
            let key = ProcedureKey(code: code, version: Int(version))
            return try ProcedureVersion(
                code: code, version: Int(version), name: name, sector: sector, competentAgencyCode: competent,
                handlingSection: section, limit: limit, cutOffMinute: cutOff.map { Int($0) },
                components: (rules[key] ?? []).map(\.rule), validity: validity, filingNotation: notation)
        }
    }

    private static func component(_ row: PostgresRow) throws -> (key: ProcedureKey, rule: ComponentRule) {
        let (procedure, version, code, name, paperType, isRequired, role, exemption) = try row.decode(
            (String, Int32, String, String, String, Bool, String, String?).self)
        guard let role = PaperRole(rawValue: role) else {
            throw StoredRowMalformed(table: "procedure_components")
        }
        return (
            ProcedureKey(code: procedure, version: Int(version)),
            ComponentRule(
                code: code, name: name, paperTypeCode: paperType, isRequired: isRequired, role: role,
                exemptionCode: exemption)
        )
    }

    private static func limit(_ unit: String, _ count: Int) -> WorkingTimeLimit? {
        switch unit {
        case "same_day": .sameDay
        case "working_days": .workingDays(count)
        case "working_hours": .workingHours(count)
        default: nil
        }
    }
}
