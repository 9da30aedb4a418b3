import Clocks
import IntakeDomain
import Postgres

/// What each person has to do and did with incoming documents, from `incoming_tasks` and `incoming_handlings` (H-24).
struct IncomingOversightStore: Sendable {
    /// One person's work.
    struct Person: Hashable, Sendable {
        let officer: String
        let waiting: Int64
        let late: Int64
        let oldestSince: UTCInstant?
        let handled: Int64
        let onTime: Int64
        let doneLate: Int64
        let meanSeconds: Int64
    }

    /// A step somebody took.
    struct Step: Hashable, Sendable {
        let place: Place
        let kind: String
        let notation: String
        let subject: String
        let since: UTCInstant
        let dueAt: UTCInstant?
        var isLate: Bool { self.dueAt.map { $0 < self.place.doneAt } ?? false }
    }

    /// Where a page begins.
    struct Place: Hashable, Sendable {
        let doneAt: UTCInstant
        let incoming: Identifier
        let position: Int

        static let start = Place(doneAt: .earliest, incoming: .minimum, position: 0)
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
            let (officer, waiting, late, oldest, handled, onTime, doneLate, mean) = try row.decode(
                (String, Int64, Int64, UTCInstant?, Int64, Int64, Int64, Int64).self)
            return Person(
                officer: officer, waiting: waiting, late: late, oldestSince: oldest, handled: handled, onTime: onTime, doneLate: doneLate,
                meanSeconds: mean)
        }
    }

    /// The statement; both halves read an index of the agency only.
    static func people(agency: String, only: [String]?, _ period: Period, at now: UTCInstant) -> PostgresQuery {
        """
        WITH waiting AS (
            SELECT officer_code, count(*) AS waiting, count(*) FILTER (WHERE due_at < \(now)) AS late, min(since) AS oldest
            FROM incoming_tasks
            WHERE agency_code = \(agency)
            GROUP BY officer_code
        ), done AS (
            SELECT officer_code, count(*) AS handled, count(*) FILTER (WHERE due_at IS NULL OR done_at <= due_at) AS on_time,
                count(*) FILTER (WHERE done_at > due_at) AS done_late, avg(extract(epoch FROM done_at - since))::bigint AS mean
            FROM incoming_handlings
            WHERE agency_code = \(agency) AND done_at >= \(period.from) AND done_at < \(period.to)
            GROUP BY officer_code
        )
        SELECT officer_code, COALESCE(waiting, 0), COALESCE(late, 0), oldest, COALESCE(handled, 0), COALESCE(on_time, 0),
            COALESCE(done_late, 0), COALESCE(mean, 0)
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
            let (incoming, position, kind, notation, subject, since, due, done) = try row.decode(
                (Identifier, Int32, String, String, String, UTCInstant, UTCInstant?, UTCInstant).self)
            return Step(
                place: Place(doneAt: done, incoming: incoming, position: Int(position)), kind: kind, notation: notation, subject: subject,
                since: since, dueAt: due)
        }
    }

    /// The statement; it walks along the index of one person.
    static func steps(
        agency: String, of officer: String, _ period: Period, late: Bool, after: Place, limit: Int
    ) -> PostgresQuery {
        """
        SELECT done.incoming_id, done.position, done.kind, notation, subject, done.since, done.due_at, done.done_at
        FROM incoming_handlings AS done
        JOIN incoming ON incoming.id = done.incoming_id
        WHERE done.agency_code = \(agency) AND done.officer_code = \(officer)
            AND done.done_at >= \(period.from) AND done.done_at < \(period.to)
            AND (done.done_at, done.incoming_id, done.position) > (\(after.doneAt), \(after.incoming), \(Int32(clamping: after.position)))
            AND (NOT \(late) OR done.done_at > done.due_at)
        ORDER BY done.done_at, done.incoming_id, done.position
        LIMIT \(Int64(limit))
        """
    }

    /// What the tasks were that a step ended.
    func record(_ ended: [IncomingTask], of document: IncomingDocument, by actor: String, now: UTCInstant) async throws {
        guard !ended.isEmpty else { return }
        try await self.session.pipeline(
            ended.map { task in
                """
                INSERT INTO incoming_handlings (incoming_id, position, kind, agency_code, officer_code, since, due_at, done_at)
                VALUES
                    (\(document.id), \(Int32(clamping: document.position)), \(task.kind.rawValue), \(document.head.agency), \(actor),
                     \(task.since), \(task.dueAt), \(now))
                """
            })
    }
}
