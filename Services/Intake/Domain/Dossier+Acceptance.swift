public import Clocks

extension Dossier {
    /// When the result would be due if the dossier were accepted at a moment (R6).
    ///
    /// - Throws: ``DossierError/calendar(_:)`` when the calendar cannot answer.
    public func dueDate(
        acceptedAt instant: UTCInstant, calendar: WorkingCalendar
    ) throws(DossierError) -> UTCInstant {
        do {
            return try calendar.dueInstant(
                for: self.procedure.limit, acceptedAt: instant, cutOffMinute: self.procedure.cutOffMinute)
        } catch {
            throw .calendar(error)
        }
    }

    /// Checks that the dossier can be accepted now; changes nothing.
    ///
    /// - Throws: ``DossierError/moveImpossible(from:to:because:)`` or ``DossierError/componentsMissing(_:)``.
    public func checkAcceptance() throws(DossierError) {
        try StatusMoves.check(from: self.status, to: .accepted, wasAccepted: self.wasAccepted)
        let missing = self.missingComponents
        guard missing.isEmpty else {
            throw .componentsMissing(missing)
        }
    }

    /// Accepts the dossier and hands it to the specialised section at once (R16, R20).
    ///
    /// - Parameters:
    ///   - handoverDueAt: When the hand-over is due: at the end of the desk's day, which was the old practice.
    ///   - receipt: The slip already kept as a file (R15).
    /// - Returns: What happened: accepted, handed over, status changed.
    /// - Throws: What ``checkAcceptance()`` throws.
    public mutating func accept(
        at instant: UTCInstant,
        by officerCode: String,
        dueAt: UTCInstant,
        handoverDueAt: UTCInstant,
        receipt: SlipFile
    ) throws(DossierError) -> [DossierFact] {
        try self.checkAcceptance()
        guard (1...64).contains(officerCode.count) else {
            throw .textMalformed("officer_code")
        }
        let change = StatusChange(
            from: self.status, to: .accepted, officerCode: officerCode, changedAt: instant, note: "", legalBasis: "")
        let handover = Handover(
            fromOfficerCode: officerCode,
            toSection: self.procedure.handlingSection,
            toAgencyCode: self.places.competent,
            handedAt: instant,
            dueAt: handoverDueAt)
        self.status = .accepted
        self.acceptedAt = instant
        self.originalDueAt = dueAt
        self.dueAt = dueAt
        self.suspendedAt = nil
        self.receipt = receipt
        return [.accepted(officerCode: officerCode), .handedOver(handover), .statusChanged(change)]
    }
}
