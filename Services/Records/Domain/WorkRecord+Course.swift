public import Clocks

extension WorkRecord {
    /// Takes a step after closing.
    ///
    /// - Parameters:
    ///   - step: Step.
    ///   - rules: The dates of the law.
    ///   - closing: What ended the work, by its contract.
    ///   - officerCode: Who takes it.
    ///   - predecessor: Who took the step that this one answers: nobody accepts or destroys what they handed in or
    ///     proposed themselves; empty = nobody.
    ///   - today: The day.
    /// - Throws: ``RecordsRefusal/wrongState(_:_:)``, ``RecordsRefusal/onHold(_:)``, ``RecordsRefusal/missing(_:)`` and
    ///   ``RecordsRefusal/badValue(_:_:)`` for dates and officers that do not fit.
    public mutating func take(
        _ step: RecordStep, rules: TransferRules, closing: ClosingCondition, by officerCode: String,
        after predecessor: String, on today: VietnamDate
    ) throws(RecordsRefusal) {
        guard !officerCode.isEmpty else { throw .noOfficer }
        guard self.details.hold.isEmpty else { throw .onHold(self.details.hold) }
        guard step.reason.count <= 500, step.decision.count <= 100 else { throw .badValue("reason", "≤ 500") }
        var details = self.details
        let next: RecordState
        switch step {
        case .submit:
            try self.require([.closed, .returned])
            next = .submitted
        case .accept:
            try self.require([.submitted])
            guard officerCode != predecessor else { throw .badValue("officerCode", officerCode) }
            details.archivedOn = today
            next = .archived
        case .returned(let reason):
            try self.require([.submitted])
            guard !reason.isEmpty else { throw .missing("reason") }
            next = .returned
        case .keepBack(let reason, let decision, let until):
            try self.require([.closed, .returned])
            guard !reason.isEmpty else { throw .missing("reason") }
            guard !decision.isEmpty else { throw .missing("decision") }
            guard let dates = rules.dates(of: self, closing: closing) else { throw .badValue("until", "R49") }
            let last = rules.lastKeepBack(dates)
            guard until > today, until <= last else { throw .badValue("until", "\(today.iso8601) – \(last.iso8601)") }
            details.keptBackUntil = until
            next = self.state
        case .proposeDestruction(let reason):
            try self.require([.closed, .returned, .archived])
            guard !reason.isEmpty else { throw .missing("reason") }
            guard let end = self.retainedUntil, end < today else {
                throw .badValue("retention", self.retainedUntil?.iso8601 ?? "vĩnh viễn")
            }
            next = .destructionProposed
        case .keep(let decision):
            try self.require([.destructionProposed])
            guard !decision.isEmpty else { throw .missing("decision") }
            next = details.archivedOn == nil ? .closed : .archived
        case .destroy(let decision):
            try self.require([.destructionProposed])
            guard !decision.isEmpty else { throw .missing("decision") }
            guard officerCode != predecessor else { throw .badValue("officerCode", officerCode) }
            next = .destroyed
        }
        self.move(to: next, details: details)
    }

    /// The last day of its retention; nil = permanent, or the end of the work is not known.
    public var retainedUntil: VietnamDate? {
        guard case .years(let years) = self.retention, let ended = self.details.endedOn else { return nil }
        return TransferRules.lastDay(of: ended.year + years)
    }

    /// Freezes the record: nothing is taken out of it, described anew or moved on (R54).
    ///
    /// - Returns: Whether this changed anything.
    /// - Throws: ``RecordsRefusal/missing(_:)`` without a reason of 10 to 500 characters.
    public mutating func hold(_ reason: String) throws(RecordsRefusal) -> Bool {
        guard (10...500).contains(reason.count) else { throw .missing("reason (10–500)") }
        guard self.details.hold != reason else { return false }
        var details = self.details
        details.hold = reason
        self.move(to: self.state, details: details)
        return true
    }

    /// Ends a freeze.
    ///
    /// - Returns: Whether this changed anything.
    /// - Throws: ``RecordsRefusal/missing(_:)`` without a reason of 10 to 500 characters.
    public mutating func release(_ reason: String) throws(RecordsRefusal) -> Bool {
        guard (10...500).contains(reason.count) else { throw .missing("reason (10–500)") }
        guard !self.details.hold.isEmpty else { return false }
        var details = self.details
        details.hold = ""
        self.move(to: self.state, details: details)
        return true
    }

    private func require(_ states: Set<RecordState>) throws(RecordsRefusal) {
        guard states.contains(self.state) else { throw .wrongState(self.fileCode, self.state) }
    }
}
