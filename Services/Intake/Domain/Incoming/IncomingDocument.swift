public import Clocks

/// An incoming document from its arrival on: what its recorded facts add up to.
public struct IncomingDocument: Hashable, Sendable {
    /// Id.
    public let id: Identifier
    /// The reception it keeps.
    public let reception: Reception
    /// What it says of itself.
    public let head: IncomingHead
    /// When it arrived.
    public let arrivedAt: UTCInstant
    /// Where it stands.
    public internal(set) var state = IncomingState.registration
    /// Since when.
    public internal(set) var since: UTCInstant
    /// How many facts are recorded.
    public internal(set) var position: Int
    /// Arrival number.
    public internal(set) var number: ArrivalNumber?
    /// Verdict on its signatures in words.
    public internal(set) var verdict = ""
    /// Who handles it.
    public internal(set) var assignments: [IncomingAssignment] = []
    /// Opinion of the head.
    public internal(set) var opinion = ""
    /// Until when.
    public internal(set) var deadline: UTCInstant?
    /// Result.
    public internal(set) var result = ""
    /// Outgoing document that answers it.
    public internal(set) var answer: Identifier?
    /// Its number and notation.
    public internal(set) var answerNotation = ""
    /// Why the sender recalled it; empty when it was not.
    public internal(set) var recallReason = ""
    /// Later document of the sender about it.
    public internal(set) var relatedBy: Identifier?
    /// How.
    public internal(set) var relation = ""
    /// The form its signatures have now; `nil` while it is the one that arrived.
    public internal(set) var strongerFile: IncomingHead.File?
    /// How the capture of the paper goes; `nil` before it began.
    public internal(set) var capture: IncomingCapture?
    /// The form an attachment's signature has now, by the digest of the one that arrived. Hexadecimal.
    public internal(set) var strongerAttachments: [String: IncomingHead.File] = [:]
    /// When it was done.
    public internal(set) var doneAt: UTCInstant?
    var successors: [String: String] = [:]

    /// Adds up recorded facts.
    ///
    /// - Throws: ``IncomingRefusal/unknown`` when they do not begin with an arrival.
    public init(id: Identifier, reception: Reception, facts: [RecordedIncoming]) throws(IncomingRefusal) {
        guard let first = facts.first, case .arrived(let head) = first.fact else { throw .unknown }
        self.id = id
        self.reception = reception
        self.head = head
        self.arrivedAt = first.at
        self.since = first.at
        self.position = first.position
        for fact in facts.dropFirst() { self.apply(fact) }
    }

    /// The file in its newest form, or the e-copy of the paper, while it may be read.
    public var file: IncomingHead.File? {
        guard self.state != .removed else { return nil }
        if case .done(let copy, _, _)? = self.capture?.state { return copy }
        return self.strongerFile ?? self.head.file
    }

    /// The attachments in their newest forms, while they may be read.
    public var attachments: [IncomingHead.File] {
        guard self.state != .removed else { return [] }
        return (self.head.attachments ?? []).map { self.strongerAttachments[$0.sha256] ?? $0 }
    }

    /// Whether it was late when it was done, or is late now.
    public func isLate(at now: UTCInstant) -> Bool {
        guard let deadline = self.deadline else { return false }
        return deadline < (self.doneAt ?? now)
    }

    /// The document after these facts, recorded one after the other.
    public func recording(_ facts: [IncomingFact], by actor: String, at now: UTCInstant) -> IncomingDocument {
        var document = self
        for fact in facts {
            document.apply(RecordedIncoming(position: document.position + 1, fact: fact, actor: actor, at: now))
        }
        return document
    }

    mutating func apply(_ recorded: RecordedIncoming) {
        let before = self.state
        self.take(recorded)
        self.position = recorded.position
        if self.state != before { self.since = recorded.at }
    }

    private mutating func take(_ recorded: RecordedIncoming) {
        switch recorded.fact {
        case .arrived, .reported: break
        case .registered(let number, let verdict, _):
            self.number = number
            self.verdict = verdict
            self.state = .direction
        case .captureBegun(let paper, let scan):
            self.capture = IncomingCapture(paper: paper, scan: scan, state: .waiting)
        case .captureRefused(let paper, let reasons):
            self.capture = IncomingCapture(paper: paper, scan: self.capture?.scan ?? "", state: .refused(reasons))
        case .captured(let paper, let copy, let text, let pages):
            self.capture = IncomingCapture(
                paper: paper, scan: self.capture?.scan ?? "", state: .done(copy: copy, text: text, pages: pages))
        case .directed(let assignments, let opinion, let deadline):
            self.assignments = assignments
            self.opinion = opinion
            self.deadline = deadline
            self.state = .handling
        case .transferred(let assignment, _):
            self.assignments.removeAll { $0.isLead || ($0.unit == assignment.unit && $0.officer == assignment.officer) }
            self.assignments.insert(assignment, at: 0)
        case .finished(let result, let answer):
            self.result = result
            self.answer = answer ?? self.answer
            self.doneAt = recorded.at
            self.state = .done
        case .answered(let document, let notation):
            self.answer = document
            self.answerNotation = notation
        case .sentBack: self.state = .refused
        case .recalled(let reason):
            self.recallReason = reason
            self.state = .removal
        case .removed: self.state = .removed
        case .related(let kind, let other):
            self.relation = kind
            self.relatedBy = other
        case .strengthened(let file, let former):
            let attachment = self.head.attachments?.first { (self.strongerAttachments[$0.sha256] ?? $0).sha256 == former }
            if let attachment { self.strongerAttachments[attachment.sha256] = file } else { self.strongerFile = file }
        case .handedOver(let from, let to, _):
            self.successors[to] = nil
            self.successors[from] = to
        }
    }
}
