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
    /// The writer must hold the row (or another lock) of each key until commit, as any change of a dossier, record or
    /// document does: then the order of the log is the order of the commits. When the transaction has committed the
    /// relay is told in memory; nothing happens when it rolls back.
    ///
    /// - Throws: ``MessagingError`` `.invalidEvent` before anything is written; ``PostgresError``.
    public func append(_ events: [OutgoingEvent], in transaction: PostgresTransaction) async throws {
        guard !events.isEmpty else { return }
        for event in events { try event.validate() }
        try await transaction.pipeline(events.map(Self.insert))
        let committed = self.committed
        transaction.afterCommit { committed.raise() }
    }

    private static func insert(_ event: OutgoingEvent) -> PostgresQuery {
        """
        INSERT INTO event_log
            (id, name, ordering_key, occurred_at, content_type, data_schema, traceparent, payload)
        VALUES
            (\(event.id), \(event.name), \(event.key), \(event.occurredAt), \(event.contentType),
             \(event.dataSchema), \(event.traceparent), \(event.payload))
        """
    }
}
