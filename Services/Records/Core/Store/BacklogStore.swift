import Clocks
import Postgres
import RecordsDomain

/// Counts records and tasks.
struct BacklogStore: Sendable {
    /// Open tasks of a kind or a person.
    struct TaskCount: Sendable {
        let name: String
        let tasks: Int64
        let overdue: Int64
        let records: Int64
    }

    /// What an agency has.
    struct AgencyCount: Sendable {
        let agencyCode: String
        let counters: RecordCounters
        let overdueTasks: Int
    }

    let session: any PostgresSession
    let agencyCode: String
    /// 0 = all.
    let year: Int
    let today: VietnamDate

    /// Whether a record was opened here, and not taken in when it was complete already.
    private static let isOwn = "NOT EXISTS (SELECT FROM archive_imports WHERE archive_imports.record_id = work_records.id)"

    /// Counters by agency, in the order of the codes.
    func agencies() async throws -> [AgencyCount] {
        try await self.session.query(
            """
            WITH counted AS (
                SELECT agency_code,
                       count(*) FILTER (WHERE NOT excluded AND \(unsafeSQL: Self.isOwn)) AS created,
                       count(*) FILTER (WHERE NOT excluded AND \(unsafeSQL: Self.isOwn) AND closed_at IS NOT NULL) AS complete,
                       count(*) FILTER (WHERE NOT excluded AND \(unsafeSQL: Self.isOwn) AND archived_on IS NOT NULL) AS transferred,
                       count(*) FILTER (WHERE NOT \(unsafeSQL: Self.isOwn)) AS taken_in
                FROM work_records
                WHERE (\(self.agencyCode) = '' OR agency_code = \(self.agencyCode))
                  AND (\(self.year) = 0 OR year = \(self.year))
                GROUP BY agency_code),
            sealed AS (
                SELECT agency_code, sum(count) AS excluded
                FROM exclusions
                WHERE (\(self.agencyCode) = '' OR agency_code = \(self.agencyCode))
                  AND (\(self.year) = 0 OR year = \(self.year))
                GROUP BY agency_code),
            late AS (
                SELECT records.agency_code, count(*) AS overdue
                FROM completion_tasks AS tasks
                JOIN work_records AS records ON records.id = tasks.record_id
                WHERE tasks.closed_at IS NULL AND tasks.due_on < \(self.today)
                  AND (\(self.agencyCode) = '' OR records.agency_code = \(self.agencyCode))
                  AND (\(self.year) = 0 OR records.year = \(self.year))
                GROUP BY records.agency_code)
            SELECT coalesce(counted.agency_code, sealed.agency_code), coalesce(created, 0)::bigint,
                   coalesce(complete, 0)::bigint, coalesce(transferred, 0)::bigint, coalesce(excluded, 0)::bigint,
                   coalesce(taken_in, 0)::bigint, coalesce(overdue, 0)::bigint
            FROM counted
            FULL JOIN sealed ON sealed.agency_code = counted.agency_code
            LEFT JOIN late ON late.agency_code = counted.agency_code
            ORDER BY 1
            """
        ).map { row in
            let (agency, created, complete, transferred, excluded, takenIn, overdue) = try row.decode(
                (String, Int, Int, Int, Int, Int, Int).self)
            return AgencyCount(
                agencyCode: agency,
                counters: RecordCounters(created: created, complete: complete, transferred: transferred, excluded: excluded, takenIn: takenIn),
                overdueTasks: overdue)
        }
    }

    /// Open tasks by kind of gap, most first.
    func kinds() async throws -> [TaskCount] { try await self.tasks(by: "tasks.kind") }

    /// Open tasks by officer, or by unit where no officer is named; most first, at most 200.
    func people() async throws -> [TaskCount] {
        try await self.tasks(by: "coalesce(nullif(tasks.officer_code, ''), tasks.unit)")
    }

    private func tasks(by column: String) async throws -> [TaskCount] {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: column), count(*), count(*) FILTER (WHERE tasks.due_on < \(self.today)),
                   count(DISTINCT tasks.record_id)
            FROM completion_tasks AS tasks
            JOIN work_records AS records ON records.id = tasks.record_id
            WHERE tasks.closed_at IS NULL
              AND (\(self.agencyCode) = '' OR records.agency_code = \(self.agencyCode))
              AND (\(self.year) = 0 OR records.year = \(self.year))
            GROUP BY 1
            ORDER BY 2 DESC, 1
            LIMIT 200
            """
        ).map { row in
            let (name, tasks, overdue, records) = try row.decode((String, Int64, Int64, Int64).self)
            return TaskCount(name: name, tasks: tasks, overdue: overdue, records: records)
        }
    }

    /// Records closed and opened since an instant; excluded ones and those taken in left out.
    func pace(since start: UTCInstant) async throws -> (closed: Int, opened: Int) {
        let row = try await self.session.query(
            """
            SELECT count(*) FILTER (WHERE closed_at >= \(start)), count(*) FILTER (WHERE opened_at >= \(start))
            FROM work_records
            WHERE NOT excluded AND \(unsafeSQL: Self.isOwn)
              AND (\(self.agencyCode) = '' OR agency_code = \(self.agencyCode))
              AND (\(self.year) = 0 OR year = \(self.year))
            """
        ).first
        guard let (closed, opened) = try row?.decode((Int, Int).self) else { return (0, 0) }
        return (closed, opened)
    }
}
