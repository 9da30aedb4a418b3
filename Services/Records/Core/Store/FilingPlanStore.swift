import Clocks
import Postgres
import RecordsDomain

/// Keeps filing plans in `filing_plans` and `filing_plan_entries`.
struct FilingPlanStore: Sendable {
    let session: any PostgresSession

    /// The plan of an agency and year, or nil.
    ///
    /// - Parameter locked: Whether its row is held until the transaction ends.
    func find(agencyCode: String, year: Int, locked: Bool = false) async throws -> FilingPlan? {
        let lock = locked ? "FOR UPDATE" : ""
        let plans = try await self.session.query(
            """
            SELECT state
            FROM filing_plans
            WHERE agency_code = \(agencyCode) AND year = \(year)
            \(unsafeSQL: lock)
            """)
        guard let state = try plans.first?.decode(String.self) else { return nil }
        guard let known = FilingPlanState(rawValue: state) else { throw StoredValueError("filing_plans.state", state) }
        return FilingPlan(
            loading: agencyCode, year: year, state: known,
            headings: try await self.headings(agencyCode: agencyCode, year: year))
    }

    private func headings(agencyCode: String, year: Int) async throws -> [FilingPlanHeading] {
        let rows = try await self.session.query(
            """
            SELECT heading_ordinal, heading_title, notation, title, retention_years, creator, note, contract, rules
            FROM filing_plan_entries
            WHERE agency_code = \(agencyCode) AND year = \(year)
            ORDER BY place
            """)
        var headings: [(ordinal: String, title: String, entries: [FilingPlanEntry])] = []
        for row in rows {
            let (ordinal, heading, notation, title, years, creator, note, contract, rules) = try row.decode(
                (String, String, String, String, Int, String, String, JSONText, JSONText).self)
            guard let retention = RetentionPeriod(number: years) else {
                throw StoredValueError("filing_plan_entries.retention_years", String(years))
            }
            let entry = try FilingPlanEntry(
                notation: notation, title: title, retention: retention, creator: creator, note: note,
                contract: ContractWire.contract(json: contract.text), rules: ContractWire.rules(json: rules.text))
            if let last = headings.last, last.ordinal == ordinal, last.title == heading {
                headings[headings.count - 1].entries.append(entry)
            } else {
                headings.append((ordinal, heading, [entry]))
            }
        }
        return headings.map { FilingPlanHeading(ordinal: $0.ordinal, title: $0.title, entries: $0.entries) }
    }

    /// Writes a plan as it now stands: its state, and its entries where they changed.
    func save(_ plan: FilingPlan, entriesChanged: Bool, by officerCode: String, at now: UTCInstant) async throws {
        var queries: [PostgresQuery] = [
            """
            INSERT INTO filing_plans (agency_code, year, state, changed_by, changed_at)
            VALUES (\(plan.agencyCode), \(plan.year), \(plan.state.rawValue), \(officerCode), \(now))
            ON CONFLICT (agency_code, year) DO UPDATE
            SET state = EXCLUDED.state, changed_by = EXCLUDED.changed_by, changed_at = EXCLUDED.changed_at
            """
        ]
        if entriesChanged {
            queries.append("DELETE FROM filing_plan_entries WHERE agency_code = \(plan.agencyCode) AND year = \(plan.year)")
            var place = 0
            for heading in plan.headings {
                for entry in heading.entries {
                    place += 1
                    let contract = JSONText(try ContractWire.json(entry.contract))
                    let rules = JSONText(try ContractWire.json(entry.rules))
                    queries.append(
                        """
                        INSERT INTO filing_plan_entries
                            (agency_code, year, notation, heading_ordinal, heading_title, place, title,
                             retention_years, creator, note, contract, rules)
                        VALUES
                            (\(plan.agencyCode), \(plan.year), \(entry.notation), \(heading.ordinal),
                             \(heading.title), \(place), \(entry.title), \(entry.retention.number), \(entry.creator),
                             \(entry.note), \(contract), \(rules))
                        """)
                }
            }
        }
        _ = try await self.session.pipeline(queries)
    }

    /// Writes an amended plan: entries that stay keep their counter, those that are gone had none.
    func amend(_ plan: FilingPlan, by officerCode: String, at now: UTCInstant) async throws {
        let notations = plan.entries.map(\.notation)
        var queries: [PostgresQuery] = [
            """
            UPDATE filing_plans SET changed_by = \(officerCode), changed_at = \(now)
            WHERE agency_code = \(plan.agencyCode) AND year = \(plan.year)
            """,
            """
            DELETE FROM filing_plan_entries
            WHERE agency_code = \(plan.agencyCode) AND year = \(plan.year) AND last_ordinal = 0
              AND NOT notation = ANY (\(notations))
            """,
        ]
        for (place, (heading, entry)) in plan.headings.flatMap({ heading in heading.entries.map { (heading, $0) } }).enumerated() {
            let contract = JSONText(try ContractWire.json(entry.contract))
            let rules = JSONText(try ContractWire.json(entry.rules))
            queries.append(
                """
                INSERT INTO filing_plan_entries
                    (agency_code, year, notation, heading_ordinal, heading_title, place, title, retention_years, creator, note,
                     contract, rules)
                VALUES
                    (\(plan.agencyCode), \(plan.year), \(entry.notation), \(heading.ordinal), \(heading.title), \(place + 1),
                     \(entry.title), \(entry.retention.number), \(entry.creator), \(entry.note), \(contract), \(rules))
                ON CONFLICT (agency_code, year, notation) DO UPDATE
                SET heading_ordinal = EXCLUDED.heading_ordinal, heading_title = EXCLUDED.heading_title, place = EXCLUDED.place,
                    title = EXCLUDED.title, retention_years = EXCLUDED.retention_years, creator = EXCLUDED.creator,
                    note = EXCLUDED.note, contract = EXCLUDED.contract, rules = EXCLUDED.rules
                """)
        }
        _ = try await self.session.pipeline(queries)
    }

    /// Draws the next ordinal of a record under an entry; the row stays locked until the transaction ends.
    func nextOrdinal(agencyCode: String, year: Int, notation: String) async throws -> Int64 {
        let rows = try await self.session.query(
            """
            UPDATE filing_plan_entries
            SET last_ordinal = last_ordinal + 1
            WHERE agency_code = \(agencyCode) AND year = \(year) AND notation = \(notation)
            RETURNING last_ordinal
            """)
        guard let ordinal = try rows.first?.decode(Int64.self) else { throw RecordsRefusal.notFound(notation) }
        return ordinal
    }
}
