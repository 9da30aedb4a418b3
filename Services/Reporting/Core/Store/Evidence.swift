import Clocks

/// One thing that a figure counts, with the event that made it count.
struct Evidence: Hashable, Sendable {
    let code: String
    let id: Identifier
    let eventID: Identifier
}
