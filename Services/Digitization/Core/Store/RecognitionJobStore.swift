import Clocks
import DigitizationDomain
import Messaging
import Postgres

/// Hands out papers that wait for recognition, to as many services as there are.
struct RecognitionJobStore: Sendable {
    /// How long a job is held without a sign of life: as long as a killed service's papers wait for another one.
    static let lease: Duration = .seconds(30)
    /// How often a sign of life is given.
    static let renewal: Duration = .seconds(8)

    let papers: PaperStore
    private var client: PostgresClient { self.papers.client }
    private var clock: any UTCClock { self.papers.clock }

    init(papers: PaperStore) { self.papers = papers }

    /// Takes the job that has waited longest.
    func claim() async throws -> RecognitionJob? {
        let now = self.clock.now()
        let rows = try await self.client.query(
            """
            WITH due AS (
                -- 1. Rows another worker holds are skipped, not waited for.
                SELECT paper_id
                FROM recognition_jobs
                WHERE due_at <= \(now) AND leased_until <= \(now)
                ORDER BY due_at
                LIMIT 1
                FOR UPDATE SKIP LOCKED
            )
            -- 2. Taken until the lease ends; a worker that dies gives it back by doing nothing.
            UPDATE recognition_jobs
            SET attempt = attempt + 1, leased_until = \(now + Self.lease), pages_done = 0
            FROM due
            WHERE recognition_jobs.paper_id = due.paper_id
            RETURNING recognition_jobs.paper_id, attempt
            """)
        guard let (paper, attempt) = try rows.first?.decode((Identifier, Int).self) else { return nil }
        return RecognitionJob(paperID: paper, attempt: attempt)
    }

    /// Notes progress and holds the job longer.
    ///
    /// - Returns: false when somebody else has it now.
    func progress(_ job: RecognitionJob, done: Int, total: Int) async throws -> Bool {
        try await self.client.query(
            """
            UPDATE recognition_jobs
            SET pages_done = \(done), pages_total = \(total), leased_until = \(self.clock.now() + Self.lease)
            WHERE paper_id = \(job.paperID) AND attempt = \(job.attempt)
            """
        ).affectedRows == 1
    }

    /// Holds the job longer.
    ///
    /// - Returns: false when somebody else has it now.
    func renew(_ job: RecognitionJob) async throws -> Bool {
        try await self.client.query(
            """
            UPDATE recognition_jobs
            SET leased_until = \(self.clock.now() + Self.lease)
            WHERE paper_id = \(job.paperID) AND attempt = \(job.attempt)
            """
        ).affectedRows == 1
    }

    /// Gives the job back, to be tried again later.
    func retry(_ job: RecognitionJob, after delay: Duration, failure: String) async throws {
        let now = self.clock.now()
        try await self.client.query(
            """
            UPDATE recognition_jobs
            SET due_at = \(now + delay), leased_until = \(now), last_failure = \(failure)
            WHERE paper_id = \(job.paperID) AND attempt = \(job.attempt)
            """)
    }

    /// Ends the job with a change of its paper, both in one transaction; does nothing when somebody else has it now.
    func finish(_ job: RecognitionJob, _ change: @Sendable (inout Paper) throws -> [OutgoingEvent]) async throws {
        try await self.client.withTransaction { transaction in
            let mine = try await transaction.query(
                "DELETE FROM recognition_jobs WHERE paper_id = \(job.paperID) AND attempt = \(job.attempt)")
            guard mine.affectedRows == 1,
                let (_, events) = try await self.papers.change(job.paperID, in: transaction, change)
            else { return }
            try await self.papers.eventLog.append(events, in: transaction)
        }
    }

    /// A paper with the progress of its recognition.
    func watched(_ id: Identifier) async throws -> WatchedPaper? {
        guard let paper = try await self.papers.paper(id) else { return nil }
        if let copy = paper.copy { return WatchedPaper(paper: paper, pagesDone: copy.pages, pagesTotal: copy.pages) }
        let rows = try await self.client.query(
            "SELECT pages_done, pages_total FROM recognition_jobs WHERE paper_id = \(id)")
        let (done, total) = try rows.first?.decode((Int, Int).self) ?? (0, 0)
        return WatchedPaper(paper: paper, pagesDone: done, pagesTotal: total)
    }
}
