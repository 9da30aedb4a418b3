import Clocks
import DirectoryDomain
import Postgres

extension DirectoryStore {
    static var selectAgencies: PostgresQuery {
        """
        SELECT code, legacy_code, name, abbreviation, level, parent_code, valid_from, valid_until, successor_codes
        FROM agencies
        ORDER BY code, valid_from
        """
    }

    static var selectHours: PostgresQuery {
        "SELECT morning_from, morning_to, afternoon_from, afternoon_to FROM office_hours"
    }

    static func agency(_ row: PostgresRow) throws -> Agency {
        let (code, legacyCode, name, abbreviation, level, parentCode, from, until, successors) = try row.decode(
            (
                String, String?, String, String, String, String?, VietnamDate, VietnamDate?, [String]
            ).self)
        guard let level = AgencyLevel(rawValue: level) else {
            throw StoredRowMalformed(table: "agencies")
        }
        return Agency(
            code: try AgencyCode(code),
            legacyCode: legacyCode,
            name: name,
            abbreviation: abbreviation,
            level: level,
            parentCode: try parentCode.map { try AgencyCode($0) },
            validity: try self.period(from, until, table: "agencies"),
            successorCodes: try successors.map { try AgencyCode($0) })
    }

    static func post(_ row: PostgresRow) throws -> (personID: Identifier, post: Post) {
        let (personID, agencyCode, title, role, from, until) = try row.decode(
            (Identifier, String, String, String, VietnamDate, VietnamDate?).self)
        return (
            personID,
            Post(
                agencyCode: try AgencyCode(agencyCode), title: title, role: role,
                validity: try self.period(from, until, table: "posts"))
        )
    }

    static func calendarDay(_ row: PostgresRow) throws -> CalendarDay {
        let (day, isWorked, name) = try row.decode((VietnamDate, Bool, String).self)
        return CalendarDay(day: day, isWorked: isWorked, name: name)
    }

    static func hours(_ row: PostgresRow) throws -> OfficeHours? {
        let (morningFrom, morningTo, afternoonFrom, afternoonTo) = try row.decode((Int32, Int32, Int32, Int32).self)
        return OfficeHours(
            morningFrom: Int(morningFrom), morningTo: Int(morningTo), afternoonFrom: Int(afternoonFrom),
            afternoonTo: Int(afternoonTo))
    }

    static func codeEntry(_ row: PostgresRow) throws -> CodeEntry {
        let (list, code, name, from, until) = try row.decode(
            (String, String, String, VietnamDate, VietnamDate?).self)
        return CodeEntry(
            list: list, code: code, name: name, validity: try self.period(from, until, table: "code_entries"))
    }

    private static func period(
        _ from: VietnamDate, _ until: VietnamDate?, table: String
    ) throws(StoredRowMalformed) -> ValidityPeriod {
        guard let period = ValidityPeriod(from: from, until: until) else {
            throw StoredRowMalformed(table: table)
        }
        return period
    }
}

extension OfficeHours {
    /// Makes the hours from minutes after midnight; `nil` when they are not in order.
    init?(morningFrom: Int, morningTo: Int, afternoonFrom: Int, afternoonTo: Int) {
        guard let morning = WorkingHours(opensAtMinute: morningFrom, closesAtMinute: morningTo),
            let afternoon = WorkingHours(opensAtMinute: afternoonFrom, closesAtMinute: afternoonTo)
        else {
            return nil
        }
        self.init(morning: morning, afternoon: afternoon)
    }
}
