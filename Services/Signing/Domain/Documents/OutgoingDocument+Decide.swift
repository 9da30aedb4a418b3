public import Clocks

extension OutgoingDocument {
    /// What a step comes to.
    ///
    /// - Parameters:
    ///   - actor: Officer code of who takes it.
    ///   - now: When.
    ///   - expected: The position the actor saw; 0 = any.
    /// - Returns: The facts to record.
    /// - Throws: ``DocumentRefusal`` with the reason and the people who can act.
    public func decide(
        _ step: DocumentStep, by actor: String, at now: UTCInstant, expecting expected: Int = 0
    ) throws(DocumentRefusal) -> [DocumentFact] {
        guard expected == 0 || expected == self.position else { throw .changedMeanwhile(now: self.position) }
        switch step {
        case .recall(let reason): return [try self.recall(reason, by: actor)]
        case .delegateOpinion(let number, let officer, let reason):
            return [try self.delegate(number, to: officer, reason, by: actor)]
        case .giveOpinion(let number, let version, let position, let text):
            return [try self.give(number, version, position, text, by: actor)]
        case .sendBack(let reason): return [try self.sendBack(reason, by: actor)]
        case .abandon(let reason): return [try self.abandon(reason, by: actor)]
        case .revise(let file, let text, let attachments, let reason, let layout):
            return [try self.revise(file, text, attachments, layout, reason, by: actor, at: now)]
        default: break
        }
        try self.check(step.kind ?? .draft, by: actor)
        switch step {
        case .askOpinions(let asked, let deadline): return [try self.ask(asked, deadline, at: now)]
        case .answerOpinion(let number, let isTakenOver, let text): return [try self.answer(number, isTakenOver, text)]
        case .submit: return [try self.submit(at: now)]
        case .pass(let kind, let version, let note):
            guard version == self.version else { throw .versionPassed(now: self.version) }
            return [.passed(kind: kind, version: version, note: try Self.text(note, "note", 0...2000))]
        case .enterSignature(let signature): return [try self.signed(signature)]
        case .number(let number): return [.numbered(number: number)]
        case .enterSeal(let signature): return [try self.sealed(signature)]
        case .issue(let attachments): return try self.signed(attachments) + [.issued(recipients: self.head.recipients)]
        default: throw .malformed("step")
        }
    }

    /// Whether a step is due and the actor takes it.
    public func check(_ kind: DocumentStepKind, by actor: String) throws(DocumentRefusal) {
        guard let due = self.dueStep else { throw .ended(self.state) }
        guard due == kind else { throw .outOfOrder(wanted: kind, due: due, who: self.actors(for: due)) }
        let who = self.actors(for: kind)
        guard who.contains(actor) else { throw .notYours(who: who) }
    }

    private func submit(at now: UTCInstant) throws(DocumentRefusal) -> DocumentFact {
        let drafter = self.actors(for: .draft)
        if self.process.opinionsRequired.contains(self.head.type), self.opinions.isEmpty { throw .opinionsMissing(who: drafter) }
        // An opinion whose deadline passed no longer holds the draft up (H-23); that it was not given stays on record.
        let open = self.opinions.filter { $0.isOpen && now < $0.deadline }
        guard open.isEmpty else { throw .opinionsOpen(who: Set(open.flatMap { self.actors(for: $0.asked) }).sorted()) }
        let unanswered = self.opinions.filter(\.awaitsAnswer).map(\.number)
        guard unanswered.isEmpty else { throw .opinionsUnanswered(numbers: unanswered, who: drafter) }
        let faults = self.versions.last?.layout?.faults ?? []
        guard faults.isEmpty else { throw .layoutFaulty(faults, who: drafter) }
        guard self.versions.last?.file?.mediaType == "application/pdf" else { throw .fileMissing(who: drafter) }
        for attachment in self.versions.last?.attachments ?? [] where attachment.mediaType != "application/pdf" {
            throw .attachmentUnsignable(name: attachment.name, who: drafter)
        }
        return .submitted(version: self.version)
    }

    private func revise(
        _ file: DocumentFile?, _ text: String, _ attachments: [DocumentFile], _ layout: DraftLayout?, _ reason: String,
        by actor: String, at now: UTCInstant
    ) throws(DocumentRefusal) -> DocumentFact {
        guard let due = self.dueStep else { throw .ended(self.state) }
        guard due <= .signature else { throw .outOfOrder(wanted: .draft, due: due, who: self.actors(for: due)) }
        let who = self.actors(for: .draft)
        guard who.contains(actor) else { throw .notYours(who: who) }
        return .revised(
            version: try Self.version(
                self.version + 1, file: file, text: text, attachments: attachments, layout: layout,
                reason: try Self.text(reason, "reason", 1...2000), author: actor, at: now))
    }

    private func sendBack(_ reason: String, by actor: String) throws(DocumentRefusal) -> DocumentFact {
        guard let due = self.dueStep else { throw .ended(self.state) }
        guard due != .draft else { throw .outOfOrder(wanted: .approval, due: due, who: self.actors(for: due)) }
        guard due <= .signature else { throw .numbered }
        let who = self.actors(for: due)
        guard who.contains(actor) else { throw .notYours(who: who) }
        return .returned(from: due, reason: try Self.text(reason, "reason", 1...2000))
    }

    private func abandon(_ reason: String, by actor: String) throws(DocumentRefusal) -> DocumentFact {
        guard self.dueStep != nil else { throw .ended(self.state) }
        guard self.number == nil else { throw .numbered }
        let who = self.actors(for: .draft)
        guard who.contains(actor) else { throw .notYours(who: who) }
        return .abandoned(reason: try Self.text(reason, "reason", 1...2000))
    }

    private func recall(_ reason: String, by actor: String) throws(DocumentRefusal) -> DocumentFact {
        guard self.state == .issued else {
            if self.dueStep != nil { throw .notIssued }
            throw .ended(self.state)
        }
        let who = Array(Set(self.actors(for: .issue) + self.actors(for: .signature))).sorted()
        guard who.contains(actor) else { throw .notYours(who: who) }
        return .recalled(reason: try Self.text(reason, "reason", 1...2000))
    }

    private func signed(_ signature: CompletedSignature) throws(DocumentRefusal) -> DocumentFact {
        let who = self.actors(for: .signature)
        guard signature.document == self.id else { throw .signatureOfAnother(field: "document", who: who) }
        guard signature.kind == .issuedByPerson else { throw .signatureOfAnother(field: "profile", who: who) }
        guard who.contains(signature.holder) else { throw .signatureOfAnother(field: "officer", who: who) }
        guard signature.before == self.versions.last?.file?.sha256 else { throw .signatureOfAnother(field: "file", who: who) }
        return .signed(file: signature.file, request: signature.request)
    }

    private func sealed(_ signature: CompletedSignature) throws(DocumentRefusal) -> DocumentFact {
        let who = self.actors(for: .seal)
        guard signature.document == self.id else { throw .signatureOfAnother(field: "document", who: who) }
        guard signature.kind == .issuedByOrganisation else { throw .signatureOfAnother(field: "profile", who: who) }
        guard signature.holder == self.head.agency else { throw .signatureOfAnother(field: "agency", who: who) }
        guard self.signedForms.contains(signature.before) else { throw .signatureOfAnother(field: "file", who: who) }
        guard signature.number == self.number?.notation, signature.date == self.number?.date else {
            throw .signatureOfAnother(field: "number", who: who)
        }
        return .sealed(file: signature.file, request: signature.request)
    }
}
