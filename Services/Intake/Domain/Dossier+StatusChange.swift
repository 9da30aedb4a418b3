public import Clocks

extension Dossier {
    /// Whether a move to the status needs a calendar, because the clock stands still and would run again.
    public func needsCalendar(toReach next: DossierStatus) -> Bool {
        self.wasAccepted && self.suspendedAt != nil && !next.suspendsClock
    }

    /// Moves the dossier to another status (R12).
    ///
    /// Waiting for a supplement or a payment stops the clock; the first status that is no waiting gives the time
    /// back (R6). Acceptance has its own method.
    ///
    /// - Parameters:
    ///   - note: Why; required for refusal, supplement and stop. At most 2,000 characters.
    ///   - legalBasis: Legal basis and approver; required for a supplement (R17). At most 1,000 characters.
    ///   - calendar: Required where ``needsCalendar(toReach:)`` says so.
    /// - Returns: What happened.
    /// - Throws: ``DossierError``; nothing has changed.
    public mutating func changeStatus(
        to next: DossierStatus,
        at instant: UTCInstant,
        by officerCode: String,
        note: String,
        legalBasis: String,
        calendar: WorkingCalendar?
    ) throws(DossierError) -> [DossierFact] {
        guard next != .accepted || self.wasAccepted else {
            throw .actionRequired(.accepted)
        }
        try StatusMoves.check(from: self.status, to: next, wasAccepted: self.wasAccepted)
        try Self.check(next, officerCode: officerCode, note: note, legalBasis: legalBasis)
        let due = try self.dueAfterWait(until: instant, next: next, calendar: calendar)
        let change = StatusChange(
            from: self.status, to: next, officerCode: officerCode, changedAt: instant, note: note,
            legalBasis: legalBasis)
        self.status = next
        self.dueAt = due
        if next.suspendsClock {
            self.suspendedAt = self.suspendedAt ?? instant
        } else {
            self.suspendedAt = nil
        }
        if next == .supplementRequested {
            self.supplementCount += 1
        }
        return [.statusChanged(change)]
    }

    /// From the second request for a supplement on, the index counts the dossier as overdue (R17).
    ///
    /// A further request is allowed; whoever makes it should know.
    public var countsAsOverdueBySupplements: Bool {
        self.supplementCount > 1
    }

    /// Whether an apology letter with a new date is due: the promise is broken and nothing was returned (R18).
    public func needsApology(at instant: UTCInstant) -> Bool {
        guard let due = self.dueAt, self.suspendedAt == nil else {
            return false
        }
        switch self.status {
        case .accepted, .inProgress, .withdrawalRequested: return instant > due
        case .registered, .refused, .supplementRequested, .paymentRequested, .stopped, .processed, .resultReturned:
            return false
        }
    }

    private func dueAfterWait(
        until instant: UTCInstant, next: DossierStatus, calendar: WorkingCalendar?
    ) throws(DossierError) -> UTCInstant? {
        guard let due = self.dueAt, let suspendedAt = self.suspendedAt, self.needsCalendar(toReach: next) else {
            return self.dueAt
        }
        guard let calendar else {
            throw .calendarRequired
        }
        do {
            return try calendar.extended(
                due, countedBy: self.procedure.limit, suspendedAt: suspendedAt, resumedAt: instant)
        } catch {
            throw .calendar(error)
        }
    }

    private static func check(
        _ next: DossierStatus, officerCode: String, note: String, legalBasis: String
    ) throws(DossierError) {
        guard (1...64).contains(officerCode.count) else {
            throw .textMalformed("officer_code")
        }
        guard note.count <= 2_000 else {
            throw .textMalformed("note")
        }
        guard legalBasis.count <= 1_000 else {
            throw .textMalformed("legal_basis")
        }
        switch next {
        case .refused, .stopped:
            guard !note.isEmpty else {
                throw .reasonMissing(next)
            }
        case .supplementRequested:
            guard !note.isEmpty, !legalBasis.isEmpty else {
                throw .supplementIncomplete
            }
        case .registered, .accepted, .inProgress, .paymentRequested, .withdrawalRequested, .processed,
            .resultReturned:
            break
        }
    }
}
