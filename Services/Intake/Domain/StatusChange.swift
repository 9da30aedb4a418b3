public import Clocks

/// One move between two statuses; the history of a dossier is the list of them.
public struct StatusChange: Hashable, Sendable {
    /// The status before, or `nil` at the start.
    public let from: DossierStatus?

    /// The status after.
    public let to: DossierStatus

    /// Who did it.
    public let officerCode: String

    /// When.
    public let changedAt: UTCInstant

    /// Why, or empty.
    public let note: String

    /// The legal basis and approver of a request for a supplement, or empty (R17).
    public let legalBasis: String

    /// Makes a change.
    public init(
        from: DossierStatus?, to: DossierStatus, officerCode: String, changedAt: UTCInstant, note: String,
        legalBasis: String
    ) {
        self.from = from
        self.to = to
        self.officerCode = officerCode
        self.changedAt = changedAt
        self.note = note
        self.legalBasis = legalBasis
    }
}
