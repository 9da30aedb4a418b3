import Clocks
import Postgres
import SigningDomain

/// The work lists, from `document_tasks` and `document_unit_tasks`.
struct WorkStore: Sendable {
    /// Whose list.
    enum Owner: Hashable, Sendable {
        /// An officer's, in one agency or, when that is empty, in all.
        case officer(String, agency: String = "")
        /// A unit's.
        case unit(agency: String, code: String)
    }

    /// Where a page begins: the last item of the one before.
    struct Place: Hashable, Sendable {
        let since: UTCInstant
        let document: Identifier
        let kind: String
        let opinion: Int

        /// Where every list begins.
        static let start = Place(since: .earliest, document: Identifier.minimum, kind: "", opinion: 0)
    }

    /// One thing that waits.
    struct Item: Hashable, Sendable {
        let place: Place
        let subject: String
        let type: String
        let agency: String
        let unit: String
        let dueAt: UTCInstant?
    }

    /// How much of one kind waits.
    struct Count: Hashable, Sendable {
        let kind: String
        let waiting: Int64
        let late: Int64
    }

    let session: any PostgresSession

    /// What waits, longest first.
    func list(of owner: Owner, kind: String, late: UTCInstant?, after: Place, limit: Int) async throws -> [Item] {
        try await self.session.query(Self.list(of: owner, kind: kind, late: late, after: after, limit: limit)).map { row in
            let (document, kind, opinion, since, due, subject, type, agency, unit) = try row.decode(
                (Identifier, String, Int32, UTCInstant, UTCInstant?, String, String, String, String).self)
            return Item(
                place: Place(since: since, document: document, kind: kind, opinion: Int(opinion)), subject: subject, type: type,
                agency: agency, unit: unit, dueAt: due)
        }
    }

    /// How much waits, by kind.
    func count(of owner: Owner, at now: UTCInstant) async throws -> [Count] {
        try await self.session.query(Self.count(of: owner, at: now)).map { row in
            let (kind, waiting, late) = try row.decode((String, Int64, Int64).self)
            return Count(kind: kind, waiting: waiting, late: late)
        }
    }

    /// The hot statement; it walks along one index and looks up as many documents as the page has.
    static func list(of owner: Owner, kind: String, late: UTCInstant?, after: Place, limit: Int) -> PostgresQuery {
        let opinion = Int32(clamping: after.opinion)
        switch owner {
        case .officer(let officer, let agency):
            return """
                SELECT task.document_id, task.kind, task.opinion, task.since, task.due_at, subject, type, documents.agency_code, unit_code
                FROM document_tasks AS task
                JOIN documents ON documents.id = task.document_id
                WHERE task.officer_code = \(officer) AND (\(agency) = '' OR task.agency_code = \(agency))
                    AND (task.since, task.document_id, task.kind, task.opinion)
                        > (\(after.since), \(after.document), \(after.kind), \(opinion))
                    AND (\(kind) = '' OR task.kind = \(kind))
                    AND (\(late)::timestamptz IS NULL OR task.due_at < \(late))
                ORDER BY task.since, task.document_id, task.kind, task.opinion
                LIMIT \(Int64(limit))
                """
        case .unit(let agency, let unit):
            return """
                SELECT task.document_id, task.kind, task.opinion, task.since, task.due_at, subject, type, task.agency_code, task.unit_code
                FROM document_unit_tasks AS task
                JOIN documents ON documents.id = task.document_id
                WHERE task.agency_code = \(agency) AND task.unit_code = \(unit)
                    AND (task.since, task.document_id, task.kind, task.opinion)
                        > (\(after.since), \(after.document), \(after.kind), \(opinion))
                    AND (\(kind) = '' OR task.kind = \(kind))
                    AND (\(late)::timestamptz IS NULL OR task.due_at < \(late))
                ORDER BY task.since, task.document_id, task.kind, task.opinion
                LIMIT \(Int64(limit))
                """
        }
    }

    /// The statement of the counts; it reads an index only.
    static func count(of owner: Owner, at now: UTCInstant) -> PostgresQuery {
        switch owner {
        case .officer(let officer, let agency) where agency.isEmpty:
            """
            SELECT kind, count(*), count(*) FILTER (WHERE due_at < \(now)) FROM document_tasks
            WHERE officer_code = \(officer) GROUP BY kind ORDER BY kind
            """
        case .officer(let officer, let agency):
            """
            SELECT kind, count(*), count(*) FILTER (WHERE due_at < \(now)) FROM document_tasks
            WHERE officer_code = \(officer) AND agency_code = \(agency) GROUP BY kind ORDER BY kind
            """
        case .unit(let agency, let unit):
            """
            SELECT kind, count(*), count(*) FILTER (WHERE due_at < \(now)) FROM document_unit_tasks
            WHERE agency_code = \(agency) AND unit_code = \(unit) GROUP BY kind ORDER BY kind
            """
        }
    }

    /// The documents of an agency that are on their way, after one, in the order of their ids.
    func running(agency: String, after: Identifier, limit: Int) async throws -> [Identifier] {
        try await self.session.query(Self.running(agency: agency, after: after, limit: limit)).map { try $0.decode(column: 0) }
    }

    /// The statement of the hand-over; it walks along the index of running documents.
    static func running(agency: String, after: Identifier, limit: Int) -> PostgresQuery {
        """
        SELECT id FROM documents
        WHERE agency_code = \(agency) AND id > \(after) AND state NOT IN ('issued', 'recalled', 'abandoned')
        ORDER BY id
        LIMIT \(Int64(limit))
        """
    }
}
