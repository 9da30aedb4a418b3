public import Clocks

/// One hand-over inside or between agencies, as form 06 prints it (R16).
public struct Handover: Hashable, Sendable {
    /// Who handed over.
    public let fromOfficerCode: String

    /// The section or person that received.
    public let toSection: String

    /// The agency that received.
    public let toAgencyCode: String

    /// When.
    public let handedAt: UTCInstant

    /// When this step was due.
    public let dueAt: UTCInstant

    /// Makes a hand-over.
    public init(
        fromOfficerCode: String, toSection: String, toAgencyCode: String, handedAt: UTCInstant, dueAt: UTCInstant
    ) {
        self.fromOfficerCode = fromOfficerCode
        self.toSection = toSection
        self.toAgencyCode = toAgencyCode
        self.handedAt = handedAt
        self.dueAt = dueAt
    }

    /// Before its day, on it, or late.
    public var timeliness: Timeliness {
        Timeliness(of: self.handedAt, due: self.dueAt)
    }
}
