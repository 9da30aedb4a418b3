import Clocks
import DirectoryDomain
import Messaging
import Postgres

/// Reads the directory; the import is in an extension.
struct DirectoryStore: Sendable {
    let client: PostgresClient
    let eventLog: EventLog

    /// The agency that bears a code, in the present or the old form, on a day.
    func agency(_ code: String, on day: VietnamDate) async throws -> Agency? {
        try await self.client.query(
            """
            SELECT code, legacy_code, name, abbreviation, level, parent_code, valid_from, valid_until, successor_codes
            FROM agencies
            WHERE (code = \(code) OR legacy_code = \(code))
                AND valid_from <= \(day) AND (valid_until IS NULL OR valid_until > \(day))
            ORDER BY code = \(code) DESC
            LIMIT 1
            """
        ).first.map(Self.agency)
    }

    /// The agencies of a day after a code, ordered by code.
    func agencies(on day: VietnamDate, after code: String, limit: Int) async throws -> [Agency] {
        try await self.client.query(
            """
            SELECT code, legacy_code, name, abbreviation, level, parent_code, valid_from, valid_until, successor_codes
            FROM agencies
            WHERE code > \(code) AND valid_from <= \(day) AND (valid_until IS NULL OR valid_until > \(day))
            ORDER BY code
            LIMIT \(limit)
            """
        ).map(Self.agency)
    }

    /// Every period of every agency: a province has some hundreds.
    func allAgencies() async throws -> [Agency] {
        try await self.client.query(Self.selectAgencies).map(Self.agency)
    }

    /// A person with the posts of a day, or `nil` when the officer code is not known.
    func person(officerCode: String, on day: VietnamDate) async throws -> StoredPerson? {
        let people = try await self.client.query(
            """
            SELECT id, officer_code, full_name
            FROM people
            WHERE officer_code = \(officerCode)
            """)
        return try await self.withPosts(people, on: day).first
    }

    /// The people who hold a post in an agency on a day, ordered by officer code.
    func people(inAgency agencyCode: String, on day: VietnamDate) async throws -> [StoredPerson] {
        let people = try await self.client.query(
            """
            SELECT id, officer_code, full_name
            FROM people
            WHERE id IN (
                SELECT person_id
                FROM posts
                WHERE agency_code = \(agencyCode)
                    AND valid_from <= \(day) AND (valid_until IS NULL OR valid_until > \(day))
            )
            ORDER BY officer_code
            """)
        return try await self.withPosts(people, on: day)
    }

    /// The exceptions of the calendar between two days, both included.
    func calendarDays(from first: VietnamDate, to last: VietnamDate) async throws -> [CalendarDay] {
        try await self.client.query(
            """
            SELECT day, is_worked, name
            FROM calendar_days
            WHERE day BETWEEN \(first) AND \(last)
            ORDER BY day
            """
        ).map(Self.calendarDay)
    }

    /// The last exception that was decided, or `nil` when there is none.
    func lastCalendarDay() async throws -> VietnamDate? {
        try await self.client.query("SELECT max(day) FROM calendar_days").decodeOnly(VietnamDate?.self)
    }

    /// The office hours, or `nil` before the first import.
    func officeHours() async throws -> OfficeHours? {
        try await self.client.query(Self.selectHours).first.flatMap(Self.hours)
    }

    /// The entries of a code list on a day, ordered by code.
    func codes(of list: String, on day: VietnamDate) async throws -> [CodeEntry] {
        try await self.client.query(
            """
            SELECT list, code, name, valid_from, valid_until
            FROM code_entries
            WHERE list = \(list) AND valid_from <= \(day) AND (valid_until IS NULL OR valid_until > \(day))
            ORDER BY code
            """
        ).map(Self.codeEntry)
    }

    private func withPosts(_ people: PostgresRows, on day: VietnamDate) async throws -> [StoredPerson] {
        let rows = try people.map { try $0.decode((Identifier, String, String).self) }
        guard !rows.isEmpty else {
            return []
        }
        let posts = try await self.client.query(
            """
            SELECT person_id, agency_code, title, role, valid_from, valid_until
            FROM posts
            WHERE person_id = ANY(\(rows.map(\.0)))
                AND valid_from <= \(day) AND (valid_until IS NULL OR valid_until > \(day))
            ORDER BY person_id, ordinal
            """
        ).map(Self.post)
        let byPerson = Dictionary(grouping: posts, by: \.personID)
        return rows.map { id, officerCode, fullName in
            StoredPerson(
                id: id,
                person: Person(
                    officerCode: officerCode, fullName: fullName, posts: (byPerson[id] ?? []).map(\.post)))
        }
    }
}
