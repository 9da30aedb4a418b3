public import Clocks

extension OutgoingDocument {
    /// Takes a fact in; facts were decided before, so none is refused here.
    mutating func apply(_ recorded: RecordedFact) {
        let before = self.state
        self.take(recorded)
        self.position = recorded.position
        if self.state != before { self.since = recorded.at }
    }

    private mutating func take(_ recorded: RecordedFact) {
        switch recorded.fact {
        case .drafted: break
        case .revised(let version):
            self.versions.append(version)
            self.done = []
        case .opinionsAsked(let round, let asked, let deadline, let first):
            for (index, who) in asked.enumerated() {
                self.opinions.append(
                    DocumentOpinion(
                        number: first + index, round: round, asked: who, version: self.version, askedAt: recorded.at,
                        deadline: deadline))
            }
        case .opinionDelegated(let number, let to, _):
            self.change(opinion: number) { $0.asked = DocumentOpinion.Asked(unit: $0.asked.unit, officer: to) }
        case .opinionGiven(let number, let version, let position, let text):
            self.change(opinion: number) {
                $0.givenBy = recorded.actor
                $0.givenAt = recorded.at
                $0.givenOn = version
                $0.position = position
                $0.text = text
            }
        case .opinionAnswered(let number, let isTakenOver, let text):
            self.change(opinion: number) {
                $0.isTakenOver = isTakenOver
                $0.answer = text
            }
        case .submitted: self.done.insert(.draft)
        case .returned: self.done = []
        case .passed(let kind, _, _): self.done.insert(kind)
        case .signed(let file, _):
            self.signedFile = file
            self.signedForms = [file.sha256]
            self.done.insert(.signature)
        case .numbered(let number):
            self.number = number
            // A file that was set here still has to show it; a finished one came without a place for it.
            if self.versions.last?.layout == nil { self.done.insert(.number) }
        case .numberWritten(let file):
            self.numberedFile = file
            self.signedForms = [file.sha256]
            self.done.insert(.number)
        case .sealed(let file, _):
            self.sealedFile = file
            self.sealedForms = [file.sha256]
            self.done.insert(.seal)
        case .attachmentSigned(let file, let former, _):
            self.signedAttachments[former] = file
            self.attachmentForms[file.sha256] = former
        case .strengthened(let file, let former): self.replace(former, by: file)
        case .issued(let recipients):
            self.done.insert(.issue)
            self.issuedAt = recorded.at
            self.deliveries = recipients.map { DocumentDelivery(agency: $0, state: .sent, since: recorded.at) }
        case .delivered(let delivery):
            if let index = self.deliveries.firstIndex(where: { $0.agency == delivery.agency }) { self.deliveries[index] = delivery }
        case .related(let kind, let other): self.relatedBy.append(DocumentRelation(kind: kind, document: other))
        case .recalled: self.ending = .recalled
        case .abandoned: self.ending = .abandoned
        case .handedOver(let from, let to, _): self.handOver(from: from, to: to)
        }
    }

    /// A stronger form takes the place of the file that bears the same signatures.
    private mutating func replace(_ former: String, by file: DocumentFile) {
        if self.signedForms.contains(former) {
            if self.numberedFile == nil { self.signedFile = file } else { self.numberedFile = file }
            self.signedForms.insert(file.sha256)
        }
        if self.sealedForms.contains(former) {
            self.sealedFile = file
            self.sealedForms.insert(file.sha256)
        }
        if let original = self.attachmentForms[former], let held = self.signedAttachments[original] {
            var file = file
            file.name = held.name
            self.signedAttachments[original] = file
            self.attachmentForms[file.sha256] = original
        }
    }

    private mutating func change(opinion number: Int, _ change: (inout DocumentOpinion) -> Void) {
        guard let index = self.opinions.firstIndex(where: { $0.number == number }) else { return }
        change(&self.opinions[index])
    }

    /// A person who takes work back ends the chain that led away from them.
    private mutating func handOver(from: String, to: String) {
        self.successors[to] = nil
        self.successors[from] = to
    }
}

extension OutgoingDocument {
    /// The document after these facts, recorded one after the other.
    public func recording(_ facts: [DocumentFact], by actor: String, at now: UTCInstant) -> OutgoingDocument {
        var document = self
        for fact in facts {
            document.apply(RecordedFact(position: document.position + 1, fact: fact, actor: actor, at: now))
        }
        return document
    }
}
