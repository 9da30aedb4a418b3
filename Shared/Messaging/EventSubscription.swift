public import Postgres

/// What a service does with one kind of event.
public struct EventSubscription: Sendable {
    /// Changes the service's own data and returns what it tells others; both belong to the given transaction.
    ///
    /// Throwing ``EventRejected`` sends the event to quarantine; any other error has it tried again later, up to a
    /// limit. The closure may run several times for one event, but is committed once at most, so it must have no
    /// effect outside the transaction.
    public typealias Handler = @Sendable (IncomingEvent, PostgresTransaction) async throws -> [OutgoingEvent]

    /// The queue, one per consuming service, for example `records.events`.
    public let queue: String
    /// Name of the event, for example `intake.dossier_accepted.v1`.
    public let event: String
    /// What to do with it.
    public let handle: Handler

    /// Makes a subscription; a queue may have one for each event name.
    public init(queue: String, event: String, handle: @escaping Handler) {
        self.queue = queue
        self.event = event
        self.handle = handle
    }
}
