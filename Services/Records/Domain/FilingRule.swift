/// One rule by which documents and dossiers find a plan entry by themselves (R43, H-09); data of the filing plan.
///
/// Every condition that says something must hold; one that says nothing holds always.
public struct FilingRule: Hashable, Sendable {
    /// Kinds of paper, of which it must be one.
    public let paperTypeCodes: [String]
    /// Senders, of whom it must come from one; by agency code or name.
    public let senders: [String]
    /// Procedures, of which it must be one.
    public let procedureCodes: [String]
    /// Words or phrases, of which one must stand in the subject; case does not matter.
    public let subjectWords: [String]

    /// Checks and makes a rule.
    ///
    /// - Throws: ``RecordsRefusal/badContract(_:)`` when it would take everything.
    public init(
        paperTypeCodes: [String] = [], senders: [String] = [], procedureCodes: [String] = [], subjectWords: [String] = []
    ) throws(RecordsRefusal) {
        let lists = [paperTypeCodes, senders, procedureCodes, subjectWords]
        guard lists.contains(where: { !$0.isEmpty }), !lists.joined().contains("") else { throw .badContract("rules") }
        self.paperTypeCodes = paperTypeCodes
        self.senders = senders
        self.procedureCodes = procedureCodes
        self.subjectWords = subjectWords
    }

    /// Whether the rule takes something.
    public func takes(_ facts: FilingFacts) -> Bool {
        let subject = facts.subject.lowercased()
        return (self.paperTypeCodes.isEmpty || self.paperTypeCodes.contains(facts.paperTypeCode))
            && (self.senders.isEmpty || self.senders.contains(facts.sender))
            && (self.procedureCodes.isEmpty || self.procedureCodes.contains(facts.procedureCode))
            && (self.subjectWords.isEmpty || self.subjectWords.contains { subject.contains($0.lowercased()) })
    }
}
