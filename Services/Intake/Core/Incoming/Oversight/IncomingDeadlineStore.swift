import Clocks
import IntakeDomain
import Postgres

/// Finds deadlines whose stage was not told yet, and notes what was told.
struct IncomingDeadlineStore: Sendable {
    let session: any PostgresSession

    /// Documents with a deadline that reached a stage nobody was told of, most urgent first.
    func due(at now: UTCInstant, _ deadlines: DeadlineConfiguration, limit: Int) async throws -> [Identifier] {
        try await self.session.query(Self.due(at: now, deadlines, limit: limit)).map { try $0.decode(column: 0) }
    }

    /// The statement that the watch asks all the time: it walks along the index of deadlines.
    static func due(at now: UTCInstant, _ deadlines: DeadlineConfiguration, limit: Int) -> PostgresQuery {
        let soon = now + deadlines.remindBefore
        let escalated = now - deadlines.escalateAfter
        return """
            SELECT incoming_id FROM incoming_tasks AS task
            WHERE due_at <= \(soon)
                -- As in DeadlineStage: no reminder before half of the time has gone.
                AND (due_at <= \(now) OR due_at - (due_at - since) / 2 <= \(now))
                -- A look-up by key for each task; a join might read every notice there ever was.
                AND (
                    SELECT true FROM incoming_deadline_notices AS notice
                    WHERE notice.incoming_id = task.incoming_id AND notice.kind = task.kind AND notice.due_at = task.due_at
                        AND notice.stage = CASE WHEN task.due_at <= \(escalated) THEN 'escalated'
                            WHEN task.due_at <= \(now) THEN 'late' ELSE 'soon' END) IS NULL
            GROUP BY incoming_id
            ORDER BY min(due_at)
            LIMIT \(Int64(limit))
            """
    }

    /// Notes that a stage is told.
    ///
    /// - Returns: Whether it was not told before.
    func note(_ stage: DeadlineStage, of task: IncomingTask, dueAt: UTCInstant, incoming: Identifier, at now: UTCInstant) async throws -> Bool {
        try await self.session.query(
            """
            INSERT INTO incoming_deadline_notices (incoming_id, kind, due_at, stage, told_at)
            VALUES (\(incoming), \(task.kind.rawValue), \(dueAt), \(stage.rawValue), \(now))
            ON CONFLICT DO NOTHING
            RETURNING stage
            """
        ).count == 1
    }
}
