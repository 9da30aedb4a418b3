public import Clocks

/// That an agency belongs to another for a time (R3).
public struct AgencyMembership: Hashable, Sendable {
    /// The agency above.
    public let parentID: Identifier

    /// When the agency belongs to it.
    public let validity: ValidityPeriod

    /// Makes a membership.
    public init(parentID: Identifier, validity: ValidityPeriod) {
        self.parentID = parentID
        self.validity = validity
    }
}
