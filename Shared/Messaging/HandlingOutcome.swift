/// How handling a message ended; each is committed before the message is acknowledged.
enum HandlingOutcome: String, Sendable {
    /// The effect, the inbox row and the handler's own events.
    case handled
    /// It had its effect before, or waits in retries or quarantine already.
    case duplicate
    /// It failed and will be tried again.
    case retried
    /// An older event of its key waits, so it waits behind it.
    case parked
    /// A person must look at it.
    case quarantined
    /// Another worker has taken it.
    case lost
}
