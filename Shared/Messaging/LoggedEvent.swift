import Clocks

/// A row of the event log.
struct LoggedEvent: Hashable, Sendable {
    let position: Int64
    let event: OutgoingEvent
}
