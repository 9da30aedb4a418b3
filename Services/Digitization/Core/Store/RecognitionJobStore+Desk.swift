import Clocks
import DigitizationDomain
import Messaging
import Postgres

/// What people see of the queue and do with it.
extension RecognitionJobStore {
    /// Most failing papers shown at once.
    static let mostFailing = 200

    /// What waits and runs, per priority and agency.
    func queues() async throws -> [AgencyQueue] {
        let now = self.papers.clock.now()
        return try await self.papers.client.query(
            """
            SELECT priority, agency_code, count(*) FILTER (WHERE leased_until <= \(now)),
                count(*) FILTER (WHERE leased_until > \(now)), count(*) FILTER (WHERE last_failure IS NOT NULL),
                min(queued_at)
            FROM recognition_jobs
            GROUP BY priority, agency_code
            ORDER BY priority, agency_code
            """
        ).map { row in
            let (priority, agency, waiting, running, failing, oldest) = try row.decode(
                (Int, String, Int64, Int64, Int64, UTCInstant).self)
            guard let priority = RecognitionPriority(rawValue: priority) else { throw StoredRowMalformed(table: "recognition_jobs") }
            return AgencyQueue(
                priority: priority, agencyCode: agency, waiting: waiting, running: running, failing: failing, oldestSince: oldest)
        }
    }

    /// The papers that failed at least once and are tried again, the next first.
    func failing() async throws -> [FailingJob] {
        try await self.papers.client.query(
            """
            SELECT paper_id, agency_code, attempt, last_failure, due_at, holder
            FROM recognition_jobs
            WHERE last_failure IS NOT NULL
            ORDER BY due_at, paper_id
            LIMIT \(Self.mostFailing)
            """
        ).map { row in
            let (paper, agency, attempt, failure, due, holder) = try row.decode(
                (Identifier, String, Int, String, UTCInstant, String).self)
            return FailingJob(paperID: paper, agencyCode: agency, attempts: attempt, failure: failure, dueAt: due, holder: holder)
        }
    }

    /// How far the papers of a dossier that wait for recognition are.
    func progress(dossierCode: String) async throws -> [JobProgress] {
        let now = self.papers.clock.now()
        return try await self.papers.client.query(
            """
            SELECT recognition_jobs.paper_id, pages_done, pages_total, leased_until > \(now), attempt
            FROM recognition_jobs JOIN papers ON papers.id = recognition_jobs.paper_id
            WHERE papers.dossier_code = \(dossierCode)
            ORDER BY papers.received_at, papers.id
            """
        ).map { row in
            let (paper, done, total, isRunning, attempt) = try row.decode((Identifier, Int, Int, Bool, Int).self)
            return JobProgress(paperID: paper, pagesDone: done, pagesTotal: total, isRunning: isRunning, attempt: attempt)
        }
    }

    /// Takes a paper out of the queue, also while a worker is at it; the worker notices at its next page or sign of life.
    ///
    /// - Returns: The paper, refused with the reason; nil when there is none.
    /// - Throws: `PaperError` when it is not in recognition any more.
    func cancel(_ id: Identifier, by officer: String, reason: String) async throws -> Paper? {
        try await self.papers.client.withTransaction { transaction in
            // The job before the paper, as whoever ends a job takes them.
            try await transaction.query("DELETE FROM recognition_jobs WHERE paper_id = \(id)")
            let change = try await self.papers.change(id, in: transaction) { paper in
                try paper.refuse([.cancelled(by: officer, reason: reason)])
                return [try self.events.refused(paper)]
            }
            guard let change else { return nil }
            try await self.papers.eventLog.append(change.events, in: transaction)
            return change.paper
        }
    }

    /// Puts a paper that was given up or cancelled back into the queue, with the priority it came in with.
    ///
    /// - Returns: The paper; nil when there is none.
    /// - Throws: `PaperError` when it is not refused, or only a new scan helps.
    func requeue(_ id: Identifier) async throws -> Paper? {
        try await self.papers.client.withTransaction { transaction in
            let change = try await self.papers.change(id, in: transaction) { paper in
                try paper.requeue()
                return []
            }
            guard let paper = change?.paper, let priority = try await self.papers.priority(id, in: transaction) else { return nil }
            try await self.papers.enqueue(paper, priority: priority, at: self.papers.clock.now(), in: transaction)
            return paper
        }
    }
}
