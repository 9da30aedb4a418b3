import Clocks
public import Postgres

/// The append-only log of what a service tells others.
///
/// One value per process, shared by all who append and by the ``EventRelay`` that publishes.
public struct EventLog: Sendable {
    /// Raised after each commit that appended something.
    let committed: WakeSignal

    /// Makes a log.
    public init() {
        self.committed = WakeSignal()
    }

    /// Writes events in the transaction of the change they tell of.
    ///
    /// The rows travel with COMMIT and so cost no round trip; they are written after every other statement of the
    /// transaction. The writer must hold the row (or another lock) of each key until commit, as any change of a dossier,
    /// record or document does: then the order of the log is the order of the commits. When the transaction has committed
    /// the relay is told in memory; nothing happens when it rolls back. An event without a trace gets that of the
    /// current task.
    ///
    /// - Throws: ``MessagingError`` `.invalidEvent` before anything is written; ``PostgresError``.
    public func append(_ events: [OutgoingEvent], in transaction: PostgresTransaction) async throws {
        guard !events.isEmpty else { return }
        for event in events { try event.validate() }
        let trace = TraceContext.current?.traceparent
        try transaction.beforeCommit(events.map { try Self.insert($0, trace: trace) })
        let committed = self.committed
        transaction.afterCommit { committed.raise() }
    }

    private static let statement = """
        INSERT INTO event_log
            (id, name, ordering_key, occurred_at, content_type, data_schema, traceparent, payload)
        VALUES
            ($1, $2, $3, $4, $5, $6, $7, $8)
        """

    private static func insert(_ event: OutgoingEvent, trace: String?) throws(PostgresError) -> PostgresQuery {
        PostgresQuery(
            unsafeSQL: Self.statement,
            binds: try PostgresBinds(
                event.id, event.name, event.key, event.occurredAt, event.contentType, event.dataSchema,
                event.traceparent ?? trace, event.payload))
    }
}
