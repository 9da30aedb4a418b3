public import Clocks

/// A fact with its place in the history: who, when, in which order.
public struct RecordedIncoming: Hashable, Sendable {
    /// Place in the document's history, from 1.
    public let position: Int
    /// The fact.
    public let fact: IncomingFact
    /// Officer code, or the agency code of a sending system.
    public let actor: String
    /// When.
    public let at: UTCInstant

    /// Records a fact.
    public init(position: Int, fact: IncomingFact, actor: String, at: UTCInstant) {
        self.position = position
        self.fact = fact
        self.actor = actor
        self.at = at
    }
}
