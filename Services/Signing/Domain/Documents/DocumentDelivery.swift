public import Clocks

/// How far a document has come at one recipient.
public struct DocumentDelivery: Hashable, Codable, Sendable {
    /// A stage of delivery; the receiving side tells all but the first.
    public enum State: String, CaseIterable, Codable, Sendable {
        /// Handed to the delivery.
        case sent
        /// In the receiver's system.
        case arrived
        /// Registered with an arrival number.
        case received
        /// Directed to a unit or person.
        case assigned
        /// Handled.
        case done
        /// Sent back, with a reason.
        case refused
        /// Removed after a recall.
        case removed
    }

    /// Agency code of the recipient.
    public var agency: String
    /// How far.
    public var state: State
    /// Since when.
    public var since: UTCInstant
    /// Why it was refused; else empty.
    public var reason: String

    /// Describes a stage.
    public init(agency: String, state: State, since: UTCInstant, reason: String = "") {
        self.agency = agency
        self.state = state
        self.since = since
        self.reason = reason
    }
}
