import Clocks
import Postgres
import SigningDomain

/// What each person has to do and did, from `document_tasks` and `document_handlings` (H-24).
struct OversightStore: Sendable {
    /// One person's work.
    struct Person: Hashable, Sendable {
        let officer: String
        let waiting: Int64
        let late: Int64
        let oldestSince: UTCInstant?
        let advised: Int64
        let handled: Int64
        let onTime: Int64
        let doneLate: Int64
        let meanSeconds: Int64
    }

    /// A step somebody took.
    struct Step: Hashable, Sendable {
        let place: Place
        let kind: String
        let subject: String
        let since: UTCInstant
        let dueAt: UTCInstant?
        var isLate: Bool { self.dueAt.map { $0 < self.place.doneAt } ?? false }
    }

    /// Where a page begins.
    struct Place: Hashable, Sendable {
        let doneAt: UTCInstant
        let document: Identifier
        let position: Int

        static let start = Place(doneAt: .earliest, document: .minimum, position: 0)
    }

    /// A period, its end left out.
    struct Period: Hashable, Sendable {
        let from: UTCInstant
        let to: UTCInstant
    }

    let session: any PostgresSession

    /// Everybody's work, or that of some.
    func people(agency: String, only: [String]?, _ period: Period, at now: UTCInstant) async throws -> [Person] {
        try await self.session.query(Self.people(agency: agency, only: only, period, at: now)).map { row in
            let (officer, waiting, late, oldest, advised, handled, onTime, doneLate, mean) = try row.decode(
                (String, Int64, Int64, UTCInstant?, Int64, Int64, Int64, Int64, Int64).self)
            return Person(
                officer: officer, waiting: waiting, late: late, oldestSince: oldest, advised: advised, handled: handled, onTime: onTime,
                doneLate: doneLate, meanSeconds: mean)
        }
    }

    /// The statement; both halves read an index of the agency only.
    static func people(agency: String, only: [String]?, _ period: Period, at now: UTCInstant) -> PostgresQuery {
        """
        WITH waiting AS (
            SELECT officer_code, count(*) AS waiting, count(*) FILTER (WHERE due_at < \(now)) AS late, min(since) AS oldest
            FROM document_tasks
            WHERE agency_code = \(agency)
            GROUP BY officer_code
        ), done AS (
            SELECT officer_code, count(*) FILTER (WHERE kind = 'opinion') AS advised,
                count(*) FILTER (WHERE kind <> 'opinion') AS handled,
                count(*) FILTER (WHERE due_at IS NULL OR done_at <= due_at) AS on_time,
                count(*) FILTER (WHERE done_at > due_at) AS done_late,
                avg(extract(epoch FROM done_at - since))::bigint AS mean
            FROM document_handlings
            WHERE agency_code = \(agency) AND done_at >= \(period.from) AND done_at < \(period.to)
            GROUP BY officer_code
        )
        SELECT officer_code, COALESCE(waiting, 0), COALESCE(late, 0), oldest, COALESCE(advised, 0), COALESCE(handled, 0),
            COALESCE(on_time, 0), COALESCE(done_late, 0), COALESCE(mean, 0)
        FROM waiting FULL JOIN done USING (officer_code)
        WHERE \(only == nil) OR officer_code = ANY(\(only ?? []))
        ORDER BY officer_code
        LIMIT 1000
        """
    }

    /// What somebody did, oldest first.
    func steps(agency: String, of officer: String, _ period: Period, late: Bool, after: Place, limit: Int) async throws -> [Step] {
        try await self.session.query(
            Self.steps(agency: agency, of: officer, period, late: late, after: after, limit: limit)
        ).map { row in
            let (document, position, kind, subject, since, due, done) = try row.decode(
                (Identifier, Int32, String, String, UTCInstant, UTCInstant?, UTCInstant).self)
            return Step(
                place: Place(doneAt: done, document: document, position: Int(position)), kind: kind, subject: subject, since: since, dueAt: due)
        }
    }

    /// The statement; it walks along the index of one person.
    static func steps(
        agency: String, of officer: String, _ period: Period, late: Bool, after: Place, limit: Int
    ) -> PostgresQuery {
        """
        SELECT done.document_id, done.position, done.kind, subject, done.since, done.due_at, done.done_at
        FROM document_handlings AS done
        JOIN documents ON documents.id = done.document_id
        WHERE done.agency_code = \(agency) AND done.officer_code = \(officer)
            AND done.done_at >= \(period.from) AND done.done_at < \(period.to)
            AND (done.done_at, done.document_id, done.position) > (\(after.doneAt), \(after.document), \(Int32(clamping: after.position)))
            AND (NOT \(late) OR done.done_at > done.due_at)
        ORDER BY done.done_at, done.document_id, done.position
        LIMIT \(Int64(limit))
        """
    }

    /// Notes an attempt without right; append-only (R75).
    func deny(_ officer: String, _ subject: String, at now: UTCInstant) async throws {
        _ = try await self.session.query(
            "INSERT INTO access_denials (officer_code, subject, denied_at) VALUES (\(officer), \(subject), \(now))")
    }

    /// What the tasks were that a step ended.
    func record(_ ended: [DocumentTask], of document: OutgoingDocument, at position: Int, by actor: String, now: UTCInstant) async throws {
        guard !ended.isEmpty else { return }
        try await self.session.pipeline(
            ended.map { task in
                """
                INSERT INTO document_handlings
                    (document_id, position, kind, opinion, agency_code, officer_code, since, due_at, done_at)
                VALUES
                    (\(document.id), \(Int32(clamping: position)), \(task.kind.rawValue), \(Int32(clamping: task.opinion)),
                     \(document.head.agency), \(actor), \(task.since), \(task.dueAt), \(now))
                """
            })
    }
}
