public import Clocks

/// That one agency continues the work of another from a day on (R3).
public struct AgencyLink: Hashable, Sendable {
    /// What happened to the predecessor.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Several agencies became one new agency.
        case merged
        /// An existing agency took the predecessor in.
        case absorbed
        /// The predecessor was divided among several.
        case split
        /// The predecessor goes on under a new identity.
        case renamed
    }

    /// The agency that ended.
    public let predecessorID: Identifier

    /// The agency that continues its work.
    public let successorID: Identifier

    /// What happened.
    public let kind: Kind

    /// The first day on which the successor is responsible.
    public let effectiveOn: VietnamDate

    /// Makes a link.
    public init(predecessorID: Identifier, successorID: Identifier, kind: Kind, effectiveOn: VietnamDate) {
        self.predecessorID = predecessorID
        self.successorID = successorID
        self.kind = kind
        self.effectiveOn = effectiveOn
    }
}
