import Clocks
import DigitizationDomain
import Messaging
import Postgres

/// Hands out papers that wait for recognition, to as many services as there are.
///
/// The work is claimed here and not held as a message at the broker, so that the broker's limit for an acknowledgement
/// (30 minutes) never matters however long a paper takes.
struct RecognitionJobStore: Sendable {
    let papers: PaperStore
    let events: DigitizationEvents
    /// Who holds the jobs taken here, for operators: host and process.
    let holder: String
    /// How long a job is held without a sign of life: as long as a killed service's papers wait for another one.
    let lease: Duration
    /// How often a sign of life is given.
    var renewal: Duration { self.lease / 4 }

    private var client: PostgresClient { self.papers.client }
    private var clock: any UTCClock { self.papers.clock }

    init(papers: PaperStore, events: DigitizationEvents, holder: String = "", lease: Duration = .seconds(30)) {
        self.papers = papers
        self.events = events
        self.holder = holder
        self.lease = lease
    }

    /// Takes a job: desk before backlog, then the agency served longest ago, then its oldest paper.
    func claim() async throws -> RecognitionJob? {
        let now = self.clock.now()
        let rows = try await self.client.query(
            """
            WITH turn AS MATERIALIZED (
                -- 1. Whose turn it is. The row is held, so that two who claim at once take two turns.
                SELECT priority, agency_code
                FROM recognition_turns
                WHERE EXISTS (
                    SELECT FROM recognition_jobs
                    WHERE recognition_jobs.priority = recognition_turns.priority
                        AND recognition_jobs.agency_code = recognition_turns.agency_code
                        AND due_at <= \(now) AND leased_until <= \(now))
                ORDER BY priority, served, agency_code
                LIMIT 1
                FOR UPDATE
            ), due AS (
                -- 2. Jobs another worker holds are skipped, not waited for.
                SELECT recognition_jobs.paper_id
                FROM recognition_jobs JOIN turn USING (priority, agency_code)
                WHERE due_at <= \(now) AND leased_until <= \(now)
                ORDER BY due_at, paper_id
                LIMIT 1
                FOR UPDATE OF recognition_jobs SKIP LOCKED
            ), taken AS (
                -- 3. Taken until the lease ends; a worker that dies gives it back by doing nothing.
                UPDATE recognition_jobs
                SET attempt = attempt + 1, claim = nextval('recognition_claims'), holder = \(self.holder),
                    leased_until = \(now + self.lease), pages_done = 0
                FROM due
                WHERE recognition_jobs.paper_id = due.paper_id
                RETURNING recognition_jobs.paper_id, attempt, claim, priority, agency_code
            ), served AS (
                -- 4. The agency is served and goes to the end.
                UPDATE recognition_turns
                SET served = taken.claim
                FROM taken
                WHERE recognition_turns.priority = taken.priority AND recognition_turns.agency_code = taken.agency_code
            )
            SELECT paper_id, attempt, claim
            FROM taken
            """)
        guard let (paper, attempt, claim) = try rows.first?.decode((Identifier, Int, Int64).self) else { return nil }
        return RecognitionJob(paperID: paper, attempt: attempt, claim: claim)
    }

    /// Notes progress, tells it and holds the job longer.
    ///
    /// - Throws: ``LeaseLost`` when somebody else has it now or it was cancelled.
    func progress(_ job: RecognitionJob, of paper: Paper, done: Int, total: Int) async throws {
        try await self.client.withTransaction { transaction in
            let mine = try await transaction.query(
                """
                UPDATE recognition_jobs
                SET pages_done = \(done), pages_total = \(total), leased_until = \(self.clock.now() + self.lease)
                WHERE paper_id = \(job.paperID) AND claim = \(job.claim)
                """)
            guard mine.affectedRows == 1 else { throw LeaseLost() }
            // The last page is told by the event that follows: captured or refused.
            guard done < total else { return }
            try await self.papers.holdOrder(of: paper.parts.dossierCode, in: transaction)
            try await self.papers.eventLog.append([self.events.progressed(paper, done: done, total: total)], in: transaction)
        }
    }

    /// Holds the job longer.
    ///
    /// - Throws: ``LeaseLost`` when somebody else has it now or it was cancelled.
    func renew(_ job: RecognitionJob) async throws {
        let mine = try await self.client.query(
            """
            UPDATE recognition_jobs
            SET leased_until = \(self.clock.now() + self.lease)
            WHERE paper_id = \(job.paperID) AND claim = \(job.claim)
            """)
        guard mine.affectedRows == 1 else { throw LeaseLost() }
    }

    /// Gives the job back, to be tried again later. Does nothing when somebody else has it now.
    func retry(_ job: RecognitionJob, after delay: Duration, failure: String) async throws {
        let now = self.clock.now()
        try await self.client.query(
            """
            UPDATE recognition_jobs
            SET due_at = \(now + delay), leased_until = \(now), last_failure = \(failure)
            WHERE paper_id = \(job.paperID) AND claim = \(job.claim)
            """)
    }

    /// Ends the job with a change of its paper, both in one transaction; does nothing when somebody else has it now.
    ///
    /// - Parameters:
    ///   - codes: What the codes printed on the paper say.
    ///   - recording: Writes more about the changed paper in the same transaction.
    func finish(
        _ job: RecognitionJob, codes: [String] = [],
        recording: @Sendable (Paper, PostgresTransaction) async throws -> Void = { _, _ in },
        _ change: @Sendable (inout Paper) throws -> [OutgoingEvent]
    ) async throws {
        try await self.client.withTransaction { transaction in
            let mine = try await transaction.query(
                "DELETE FROM recognition_jobs WHERE paper_id = \(job.paperID) AND claim = \(job.claim)")
            guard mine.affectedRows == 1,
                let (paper, events) = try await self.papers.change(job.paperID, in: transaction, change)
            else { return }
            try await recording(paper, transaction)
            try await ConfirmationStore(papers: self.papers).write(codes: codes, of: job.paperID, in: transaction)
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
