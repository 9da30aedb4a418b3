public import Clocks

/// Something that somebody still has to do with a document; the work lists are made of these.
public struct DocumentTask: Hashable, Sendable {
    /// What is to be done.
    public enum Kind: String, CaseIterable, Sendable {
        /// Write, ask and answer opinions, submit.
        case draft
        /// Give an opinion.
        case opinion
        /// Approve.
        case approval
        /// Check the content.
        case contentCheck
        /// Check the format.
        case formatCheck
        /// Sign.
        case signature
        /// Give number and date.
        case number
        /// Put the organisation's signature.
        case seal
        /// Issue.
        case issue
    }

    /// What.
    public let kind: Kind
    /// Number of the opinion; 0 for steps.
    public let opinion: Int
    /// Officer codes of those who can do it; one of them is enough.
    public let officers: [String]
    /// Unit it waits at.
    public let unit: String
    /// Since when.
    public let since: UTCInstant
    /// Until when.
    public let dueAt: UTCInstant?
}

extension OutgoingDocument {
    /// What is to be done with it now.
    public var tasks: [DocumentTask] {
        guard let due = self.dueStep, let kind = DocumentTask.Kind(rawValue: due.rawValue) else { return [] }
        var tasks = [
            DocumentTask(
                kind: kind, opinion: 0, officers: self.actors(for: due), unit: due <= .contentCheck ? self.head.unit : "",
                since: self.since, dueAt: self.issueDeadline)
        ]
        guard due == .draft else { return tasks }
        for opinion in self.opinions where opinion.isOpen {
            tasks.append(
                DocumentTask(
                    kind: .opinion, opinion: opinion.number, officers: self.actors(for: opinion.asked), unit: opinion.asked.unit,
                    since: opinion.askedAt, dueAt: opinion.deadline))
        }
        return tasks
    }

    /// What somebody did by taking the document from here to a later state: the tasks of theirs that are gone.
    ///
    /// What ended because somebody else did something, such as the draft that was given up, is nobody's doing.
    public func tasks(endedBy later: OutgoingDocument, actor: String) -> [DocumentTask] {
        let left = Set(later.tasks.map { "\($0.kind.rawValue) \($0.opinion)" })
        return self.tasks.filter { !left.contains("\($0.kind.rawValue) \($0.opinion)") && $0.officers.contains(actor) }
    }

    /// What is signed goes out on that day, at latest the next; what is urgent at once (Decree 30/2020, articles 4 and 18).
    private var issueDeadline: UTCInstant? {
        guard let due = self.dueStep, due > .signature else { return nil }
        return self.head.urgency == .none ? self.since + .seconds(86_400) : self.since
    }
}
