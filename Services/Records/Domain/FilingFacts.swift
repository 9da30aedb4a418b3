/// What the rules of a plan look at.
public struct FilingFacts: Hashable, Sendable {
    /// Kind of paper.
    public let paperTypeCode: String
    /// Sender, by agency code or name.
    public let sender: String
    /// Procedure.
    public let procedureCode: String
    /// Subject.
    public let subject: String

    /// Makes a value.
    public init(paperTypeCode: String = "", sender: String = "", procedureCode: String = "", subject: String = "") {
        self.paperTypeCode = paperTypeCode
        self.sender = sender
        self.procedureCode = procedureCode
        self.subject = subject
    }
}

extension FilingPlan {
    /// The one entry whose rules take something.
    ///
    /// - Throws: ``RecordsRefusal/noRule`` when none does; ``RecordsRefusal/manyRules(_:)`` when several do: a person decides.
    public func entry(taking facts: FilingFacts) throws(RecordsRefusal) -> FilingPlanEntry {
        let found = self.entries.filter { entry in entry.rules.contains { $0.takes(facts) } }
        guard let entry = found.first else { throw .noRule }
        guard found.count == 1 else { throw .manyRules(found.map(\.notation)) }
        return entry
    }
}
