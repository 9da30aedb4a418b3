public import Clocks

extension IncomingDocument {
    /// What a step comes to.
    ///
    /// - Parameter expected: The position the actor saw; 0 = any.
    /// - Throws: ``IncomingRefusal`` with the reason and the people who can act.
    public func decide(
        _ step: IncomingStep, by actor: String, at now: UTCInstant, expecting expected: Int = 0
    ) throws(IncomingRefusal) -> [IncomingFact] {
        guard expected == 0 || expected == self.position else { throw .changedMeanwhile(now: self.position) }
        switch step {
        case .register(let number, let verdict, let despite):
            try self.check(.registration, by: actor)
            return [.registered(number: number, verdict: verdict, despite: despite)]
        case .direct(let assignments, let opinion, let deadline):
            return [try self.direct(assignments, opinion, deadline, by: actor, at: now)]
        case .capture(let scan, let paper): return try self.beginCapture(of: scan, as: paper, by: actor)
        case .report(let text): return [try self.report(text, by: actor)]
        case .finish(let result, let answer):
            try self.check(.handling, by: actor)
            return [.finished(result: try self.words(result, "result", 1...4000), answer: answer)]
        case .transfer(let assignment, let reason): return [try self.transfer(assignment, reason, by: actor)]
        case .sendBack(let reason): return [try self.sendBack(reason, by: actor)]
        case .remove:
            try self.check(.removal, by: actor)
            return [.removed]
        }
    }

    /// Whether it stands here and the actor can act.
    public func check(_ state: IncomingState, by actor: String) throws(IncomingRefusal) {
        guard self.state == state else { throw .outOfOrder(self.state, who: self.actors) }
        guard self.actors.contains(actor) else { throw .notYours(who: self.actors) }
    }

    private func direct(
        _ assignments: [IncomingAssignment], _ opinion: String, _ deadline: UTCInstant, by actor: String, at now: UTCInstant
    ) throws(IncomingRefusal) -> IncomingFact {
        // The head may direct anew while it is handled; nobody else may.
        if self.state == .handling {
            let who = self.reception.directors.map { self.current($0) }
            guard who.contains(actor) else { throw .notYours(who: who) }
        } else {
            try self.check(.direction, by: actor)
        }
        guard (1...50).contains(assignments.count), assignments.count(where: \.isLead) == 1 else { throw .malformed("assignments") }
        for assignment in assignments { try self.check(assignment) }
        guard now < deadline else { throw .malformed("deadline_at") }
        return .directed(assignments: assignments, opinion: try self.words(opinion, "opinion", 0...4000), deadline: deadline)
    }

    private func check(_ assignment: IncomingAssignment) throws(IncomingRefusal) {
        guard !(assignment.unit.isEmpty && assignment.officer.isEmpty), assignment.unit.utf8.count <= 64,
            assignment.officer.utf8.count <= 64, assignment.unit.isEmpty || self.reception.unit(assignment.unit) != nil
        else { throw .malformed("assignments") }
    }

    private func report(_ text: String, by actor: String) throws(IncomingRefusal) -> IncomingFact {
        guard self.state == .handling else { throw .outOfOrder(self.state, who: self.actors) }
        let who = Set(self.assignments.flatMap { self.actors(for: $0) }).sorted()
        guard who.contains(actor) else { throw .notYours(who: who) }
        return .reported(text: try self.words(text, "text", 1...4000))
    }

    private func transfer(_ assignment: IncomingAssignment, _ reason: String, by actor: String) throws(IncomingRefusal) -> IncomingFact {
        guard self.state == .handling else { throw .outOfOrder(self.state, who: self.actors) }
        let who = Set(self.actors + self.reception.directors.map { self.current($0) }).sorted()
        guard who.contains(actor) else { throw .notYours(who: who) }
        try self.check(assignment)
        return .transferred(
            to: IncomingAssignment(unit: assignment.unit, officer: assignment.officer, isLead: true),
            reason: try Self.text(reason, "reason", 1...2000))
    }

    private func sendBack(_ reason: String, by actor: String) throws(IncomingRefusal) -> IncomingFact {
        guard [.registration, .direction].contains(self.state) else { throw .outOfOrder(self.state, who: self.actors) }
        guard self.actors.contains(actor) else { throw .notYours(who: self.actors) }
        return .sentBack(reason: try Self.text(reason, "reason", 1...2000))
    }

    /// Words about the content; of a state secret none are kept (R74).
    private func words(_ text: String, _ field: String, _ length: ClosedRange<Int>) throws(IncomingRefusal) -> String {
        guard self.head.isStub else { return try Self.text(text, field, length) }
        guard text.isEmpty else { throw .secret }
        return text
    }

    static func text(_ text: String, _ field: String, _ length: ClosedRange<Int>) throws(IncomingRefusal) -> String {
        guard length.contains(text.unicodeScalars.count), !text.utf8.contains(0) else { throw .malformed(field) }
        return text
    }
}

/// What comes from outside the agency.
extension IncomingDocument {
    /// The sender recalls it; once it is sent back or removed there is nothing left to do.
    public func recall(_ reason: String) -> [IncomingFact] {
        guard ![.refused, .removal, .removed].contains(self.state) else { return [] }
        return [.recalled(reason: reason)]
    }

    /// A document that answers it was issued.
    public func link(answer: Identifier, notation: String) -> [IncomingFact] {
        guard self.answerNotation != notation || self.answer != answer else { return [] }
        return [.answered(document: answer, notation: notation)]
    }

    /// A later document of the sender corrects or replaces it.
    public func relate(_ kind: String, by other: Identifier) -> [IncomingFact] {
        guard self.relatedBy != other else { return [] }
        return [.related(kind: kind, by: other)]
    }

    /// The file or an attachment got a stronger form at the sender; nothing when this copy has others, or is removed.
    public func strengthen(_ former: String, to sha256: String, sizeBytes: Int64) -> [IncomingFact] {
        let files = self.attachments + (self.file.map { [$0] } ?? [])
        guard var file = files.first(where: { $0.sha256 == former }), sha256 != former else { return [] }
        file.sha256 = sha256
        file.sizeBytes = sizeBytes
        return [.strengthened(file: file, former: former)]
    }

    /// Hands what one officer still has to do with it to another (R59).
    ///
    /// - Throws: ``IncomingRefusal/malformed(_:)``.
    public func handOver(from: String, to: String, reason: String) throws(IncomingRefusal) -> [IncomingFact] {
        guard !from.isEmpty, !to.isEmpty, from != to else { throw .malformed("to_code") }
        return [.handedOver(from: from, to: to, reason: try Self.text(reason, "reason", 1...2000))]
    }
}
