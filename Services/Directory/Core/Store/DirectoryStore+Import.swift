import Clocks
import DirectoryDomain
import Messaging
import Postgres

extension DirectoryStore {
    /// Takes over what is new or different, in one transaction with its events.
    ///
    /// Imports wait for each other, so the rules hold for what is stored and what comes together.
    ///
    /// - Throws: ``ProvinceFaults`` when the data breaks a rule; nothing is stored.
    func importProvince(
        _ received: Province,
        today: VietnamDate,
        newIdentifier: @Sendable () -> Identifier,
        events: @Sendable (ProvinceImport, [String: Identifier]) throws -> [OutgoingEvent]
    ) async throws -> ProvinceImport {
        try await self.client.withTransaction { transaction in
            try await transaction.query("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/import', 0))")
            let (stored, identifiers) = try await Self.load(transaction)
            let change = try ProvinceImport(received, into: stored, today: today)
            var known = identifiers
            for person in change.changed.people where known[person.officerCode] == nil {
                known[person.officerCode] = newIdentifier()
            }
            try await transaction.pipeline(Self.writes(change.changed, identifiers: known))
            try await self.eventLog.append(events(change, known), in: transaction)
            return change
        }
    }

    private static func load(
        _ transaction: PostgresTransaction
    ) async throws -> (Province, [String: Identifier]) {
        let results = try await transaction.pipeline([
            Self.selectAgencies,
            "SELECT id, officer_code, full_name FROM people ORDER BY officer_code",
            """
            SELECT person_id, agency_code, title, role, valid_from, valid_until
            FROM posts
            ORDER BY person_id, ordinal
            """,
            "SELECT day, is_worked, name FROM calendar_days ORDER BY day",
            Self.selectHours,
            "SELECT list, code, name, valid_from, valid_until FROM code_entries ORDER BY list, code, valid_from",
        ])
        let people = try results[1].map { try $0.decode((Identifier, String, String).self) }
        let posts = Dictionary(grouping: try results[2].map(Self.post), by: \.personID)
        let province = Province(
            agencies: try results[0].map(Self.agency),
            people: people.map { id, officerCode, fullName in
                Person(officerCode: officerCode, fullName: fullName, posts: (posts[id] ?? []).map(\.post))
            },
            calendar: try results[3].map(Self.calendarDay),
            hours: try results[4].first.flatMap(Self.hours),
            codes: try results[5].map(Self.codeEntry))
        let identifiers = Dictionary(people.map { ($0.1, $0.0) }, uniquingKeysWith: { first, _ in first })
        return (province, identifiers)
    }

    private static func writes(_ changed: Province, identifiers: [String: Identifier]) -> [PostgresQuery] {
        var writes = changed.agencies.map(Self.write) + changed.calendar.map(Self.write) + changed.codes.map(Self.write)
        for person in changed.people {
            if let id = identifiers[person.officerCode] {
                writes += Self.writes(person, id: id)
            }
        }
        if let hours = changed.hours {
            writes.append(Self.write(hours))
        }
        return writes
    }

    private static func write(_ agency: Agency) -> PostgresQuery {
        """
        INSERT INTO agencies
            (code, valid_from, valid_until, legacy_code, name, abbreviation, level, parent_code, successor_codes)
        VALUES
            (\(agency.code.description), \(agency.validity.from), \(agency.validity.until), \(agency.legacyCode),
             \(agency.name), \(agency.abbreviation), \(agency.level.rawValue), \(agency.parentCode?.description),
             \(agency.successorCodes.map(\.description)))
        ON CONFLICT ON CONSTRAINT agencies_pkey DO UPDATE
        SET valid_until = excluded.valid_until, legacy_code = excluded.legacy_code, name = excluded.name,
            abbreviation = excluded.abbreviation, level = excluded.level, parent_code = excluded.parent_code,
            successor_codes = excluded.successor_codes
        """
    }

    private static func writes(_ person: Person, id: Identifier) -> [PostgresQuery] {
        let upsert: PostgresQuery = """
            INSERT INTO people (id, officer_code, full_name)
            VALUES (\(id), \(person.officerCode), \(person.fullName))
            ON CONFLICT ON CONSTRAINT people_pkey DO UPDATE
            SET full_name = excluded.full_name
            """
        let posts: [PostgresQuery] = person.posts.enumerated().map { index, post in
            """
            INSERT INTO posts (person_id, ordinal, agency_code, title, role, valid_from, valid_until)
            VALUES
                (\(id), \(Int32(clamping: index)), \(post.agencyCode.description), \(post.title), \(post.role),
                 \(post.validity.from), \(post.validity.until))
            """
        }
        return [upsert, "DELETE FROM posts WHERE person_id = \(id)"] + posts
    }

    private static func write(_ day: CalendarDay) -> PostgresQuery {
        """
        INSERT INTO calendar_days (day, is_worked, name)
        VALUES (\(day.day), \(day.isWorked), \(day.name))
        ON CONFLICT ON CONSTRAINT calendar_days_pkey DO UPDATE
        SET is_worked = excluded.is_worked, name = excluded.name
        """
    }

    private static func write(_ hours: OfficeHours) -> PostgresQuery {
        """
        INSERT INTO office_hours (morning_from, morning_to, afternoon_from, afternoon_to)
        VALUES
            (\(Int32(clamping: hours.morning.opensAtMinute)), \(Int32(clamping: hours.morning.closesAtMinute)),
             \(Int32(clamping: hours.afternoon.opensAtMinute)), \(Int32(clamping: hours.afternoon.closesAtMinute)))
        ON CONFLICT ON CONSTRAINT office_hours_pkey DO UPDATE
        SET morning_from = excluded.morning_from, morning_to = excluded.morning_to,
            afternoon_from = excluded.afternoon_from, afternoon_to = excluded.afternoon_to
        """
    }

    private static func write(_ entry: CodeEntry) -> PostgresQuery {
        """
        INSERT INTO code_entries (list, code, valid_from, valid_until, name)
        VALUES (\(entry.list), \(entry.code), \(entry.validity.from), \(entry.validity.until), \(entry.name))
        ON CONFLICT ON CONSTRAINT code_entries_pkey DO UPDATE
        SET valid_until = excluded.valid_until, name = excluded.name
        """
    }
}
