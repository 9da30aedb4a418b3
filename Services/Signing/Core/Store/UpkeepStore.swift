import BlobStore
import Clocks
import Postgres
import SigningDomain

/// Keeps what is to be mended or renewed in `signature_upkeep`, and hands it out to as many services as there are.
struct UpkeepStore: Sendable {
    /// Rows of one answer.
    static let limit = 1_000
    /// How long a task is held; longer than an attempt takes, because every question has its own limit.
    static let lease = Duration.seconds(300)

    let session: any PostgresSession

    /// A task with what it is about.
    struct Listed: Sendable {
        let task: UpkeepTask
        let subjectKind: String
        let subjectKey: String
        let officer: String
    }

    private static let columns = "request_id, reason, wanted, reached, detail, since, tries, due_at, ends_at"

    /// Writes what is to be done for a request, in place of what was.
    func put(_ task: UpkeepTask) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO signature_upkeep (\(unsafeSQL: Self.columns), leased_until)
            VALUES
                (\(task.request), \(task.reason.rawValue), \(task.wanted.rawValue), \(task.reached.rawValue), \(task.detail),
                 \(task.since), \(task.tries), \(task.dueAt), \(task.endsAt), \(task.since))
            ON CONFLICT (request_id) DO UPDATE
            SET reason = EXCLUDED.reason, wanted = EXCLUDED.wanted, reached = EXCLUDED.reached, detail = EXCLUDED.detail,
                since = EXCLUDED.since, tries = EXCLUDED.tries, due_at = EXCLUDED.due_at, ends_at = EXCLUDED.ends_at,
                leased_until = EXCLUDED.leased_until
            """)
    }

    /// Nothing is left to do for a request.
    func remove(_ request: Identifier) async throws {
        _ = try await self.session.query("DELETE FROM signature_upkeep WHERE request_id = \(request)")
    }

    /// The task of a request, or nil.
    func find(_ request: Identifier, locked: Bool = false) async throws -> UpkeepTask? {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns) FROM signature_upkeep
            WHERE request_id = \(request) \(unsafeSQL: locked ? "FOR UPDATE" : "")
            """
        ).first.map(Self.task)
    }

    /// Takes the task that is due longest and holds it until the lease ends.
    func claim(at now: UTCInstant) async throws -> UpkeepTask? {
        try await self.session.query(
            """
            WITH due AS (
                -- 1. Rows another worker holds are skipped, not waited for.
                SELECT request_id AS id
                FROM signature_upkeep
                WHERE due_at <= \(now) AND leased_until <= \(now)
                ORDER BY due_at
                LIMIT 1
                FOR UPDATE SKIP LOCKED
            )
            -- 2. Taken until the lease ends; a worker that dies gives it back by doing nothing.
            UPDATE signature_upkeep
            SET leased_until = \(now + Self.lease)
            FROM due
            WHERE request_id = due.id
            RETURNING \(unsafeSQL: Self.columns)
            """
        ).first.map(Self.task)
    }

    /// A later signature stands on a form of this document, so that the later document is looked after instead.
    func removeCarried(by document: BlobReference) async throws {
        _ = try await self.session.query(
            """
            DELETE FROM signature_upkeep
            WHERE request_id IN (
                SELECT request_id FROM signed_documents WHERE document_sha256 = \(document.sha256)
                UNION
                SELECT request_id FROM strengthened_documents WHERE document_sha256 = \(document.sha256)
            )
            """)
    }

    /// Tasks, longest first; one more than the limit when there are more.
    func list(withRenewals: Bool) async throws -> [Listed] {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns), subject_kind, subject_key, officer_code
            FROM signature_upkeep
            JOIN signature_requests ON signature_requests.id = request_id
            WHERE \(withRenewals) OR reason <> 'renewal'
            ORDER BY since, request_id
            LIMIT \(Self.limit + 1)
            """
        ).map { row in
            let (request, reason, wanted, reached, detail, since, tries, dueAt, endsAt, kind, key, officer) = try row.decode(
                (
                    Identifier, String, String, String, String, UTCInstant, Int, UTCInstant, UTCInstant?, String, String, String
                ).self)
            return Listed(
                task: try Self.task((request, reason, wanted, reached, detail, since, tries, dueAt, endsAt)), subjectKind: kind,
                subjectKey: key, officer: officer)
        }
    }

    private typealias Columns = (Identifier, String, String, String, String, UTCInstant, Int, UTCInstant, UTCInstant?)

    private static func task(_ row: PostgresRow) throws -> UpkeepTask { try self.task(try row.decode(Columns.self)) }

    private static func task(_ columns: Columns) throws -> UpkeepTask {
        let (request, reason, wanted, reached, detail, since, tries, dueAt, endsAt) = columns
        guard let reason = UpkeepReason(rawValue: reason) else { throw StoredValueError("signature_upkeep.reason") }
        guard let wanted = BaselineLevel(rawValue: wanted), let reached = BaselineLevel(rawValue: reached) else {
            throw StoredValueError("signature_upkeep.wanted")
        }
        return UpkeepTask(
            request: request, reason: reason, wanted: wanted, reached: reached, detail: detail, since: since, tries: tries,
            dueAt: dueAt, endsAt: endsAt)
    }
}
