public import Clocks

/// An outgoing document (văn bản đi) from its first draft on: what its recorded facts add up to.
public struct OutgoingDocument: Hashable, Sendable {
    /// Id.
    public let id: Identifier
    /// The process it keeps.
    public let process: DocumentProcess
    /// What it says of itself.
    public let head: DocumentHead
    /// Every version of the draft, oldest first.
    public internal(set) var versions: [DraftVersion]
    /// Every opinion, in the order asked.
    public internal(set) var opinions: [DocumentOpinion] = []
    /// Steps that hold.
    public internal(set) var done: Set<DocumentStepKind> = []
    /// The file with the personal signature.
    public internal(set) var signedFile: DocumentFile?
    /// The signed file with number and date in it.
    public internal(set) var numberedFile: DocumentFile?
    /// Digests of the file that the organisation is to sign, in every form it has had: with number and date in it where they
    /// are written into the file. Hexadecimal.
    public internal(set) var signedForms: Set<String> = []
    /// Number and date.
    public internal(set) var number: DocumentNumber?
    /// The file with both signatures.
    public internal(set) var sealedFile: DocumentFile?
    /// Digests of the file with both signatures, in every form it has had. Hexadecimal.
    public internal(set) var sealedForms: Set<String> = []
    /// The signed attachments, by the digest of what was signed. Hexadecimal.
    public internal(set) var signedAttachments: [String: DocumentFile] = [:]
    /// What was signed, by the digest of each form a signed attachment has had. Hexadecimal.
    public internal(set) var attachmentForms: [String: String] = [:]
    /// How far it is at each recipient.
    public internal(set) var deliveries: [DocumentDelivery] = []
    /// Later documents that correct or replace it.
    public internal(set) var relatedBy: [DocumentRelation] = []
    /// When it was issued.
    public internal(set) var issuedAt: UTCInstant?
    /// Since when the present state holds.
    public internal(set) var since: UTCInstant
    /// When it was begun.
    public let draftedAt: UTCInstant
    /// How many facts are recorded.
    public internal(set) var position: Int
    /// Who took over from whom (R59).
    public internal(set) var successors: [String: String] = [:]
    var ending: DocumentState?

    /// Adds up recorded facts.
    ///
    /// - Throws: ``DocumentRefusal/unknown`` when they do not begin with a draft.
    public init(id: Identifier, process: DocumentProcess, facts: [RecordedFact]) throws(DocumentRefusal) {
        guard let first = facts.first, case .drafted(let head, let version) = first.fact else { throw .unknown }
        self.id = id
        self.process = process
        self.head = head
        self.versions = [version]
        self.since = first.at
        self.draftedAt = first.at
        self.position = first.position
        for fact in facts.dropFirst() { self.apply(fact) }
    }

    /// The newest version.
    public var version: Int { self.versions.count }

    /// Where it stands.
    public var state: DocumentState {
        if let ending = self.ending { return ending }
        for kind in self.process.kinds(for: self.head.type) where !self.done.contains(kind) { return .due(kind) }
        return .issued
    }

    /// The step that is due; `nil` when it has ended.
    public var dueStep: DocumentStepKind? {
        guard case .due(let kind) = self.state else { return nil }
        return kind
    }

    /// The newest file: with both signatures, with one, or the draft.
    public var file: DocumentFile? { self.sealedFile ?? self.numberedFile ?? self.signedFile ?? self.versions.last?.file }

    /// The attachments, signed as far as they are.
    public var attachments: [DocumentFile] {
        (self.versions.last?.attachments ?? []).map { self.signedAttachments[$0.sha256] ?? $0 }
    }

    /// Who does now what a person had to do.
    public func current(_ officer: String) -> String {
        var seen: Set<String> = []
        var officer = officer
        while let next = self.successors[officer], seen.insert(officer).inserted { officer = next }
        return officer
    }

    /// Who can take a step.
    public func actors(for kind: DocumentStepKind) -> [String] {
        switch kind {
        case .draft: [self.current(self.head.drafter)]
        case .approval, .signature: [self.current(self.head.signer)]
        case .contentCheck: [self.current(self.process.unit(self.head.unit)?.head ?? self.head.drafter)]
        case .formatCheck, .number, .seal, .issue:
            self.process.officers(for: kind).map { self.current($0) }
        }
    }

    /// Who can give an opinion that was asked for.
    public func actors(for asked: DocumentOpinion.Asked) -> [String] {
        if !asked.officer.isEmpty { return [self.current(asked.officer)] }
        guard let unit = self.process.unit(asked.unit) else { return [] }
        return Set([unit.head] + unit.members).map { self.current($0) }.sorted()
    }

    /// Whether an officer has, or will have, something to do with it.
    public func awaits(_ officer: String) -> Bool {
        guard self.dueStep != nil else { return false }
        for kind in self.process.kinds(for: self.head.type) where !self.done.contains(kind) {
            if self.actors(for: kind).contains(officer) { return true }
        }
        return self.opinions.contains { $0.isOpen && self.actors(for: $0.asked).contains(officer) }
    }

    /// Whether an officer may see it (R75).
    public func isVisible(to officer: String) -> Bool {
        if self.process.readers.contains(officer) || self.process.signers.contains(officer) { return true }
        if let unit = self.process.unit(self.head.unit), unit.head == officer { return true }
        for kind in DocumentStepKind.allCases where self.actors(for: kind).contains(officer) { return true }
        if self.head.drafter == officer || self.head.signer == officer { return true }
        return self.opinions.contains { $0.givenBy == officer || self.actors(for: $0.asked).contains(officer) }
    }
}
