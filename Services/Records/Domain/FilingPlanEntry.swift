/// One entry of a filing plan (R42; Decree 30/2020/NĐ-CP, Annex V).
public struct FilingPlanEntry: Hashable, Sendable {
    /// Number and notation `NN.ABBR`, for example `01.TCCB`. Length: at most 15 characters.
    public let notation: String
    /// Title.
    public let title: String
    /// How long its records are kept.
    public let retention: RetentionPeriod
    /// Unit or person who makes the records.
    public let creator: String
    /// Note.
    public let note: String
    /// What its records must hold.
    public let contract: CompletenessContract
    /// By which documents and dossiers find it by themselves; nothing = only by hand.
    public let rules: [FilingRule]

    /// Checks and makes an entry.
    ///
    /// - Throws: ``RecordsRefusal/badNotation(_:)`` unless the notation has the form `NN.ABBR`;
    ///   ``RecordsRefusal/missing(_:)`` without title or creator.
    public init(
        notation: String, title: String, retention: RetentionPeriod, creator: String, note: String,
        contract: CompletenessContract = .usual, rules: [FilingRule] = []
    ) throws(RecordsRefusal) {
        let parts = notation.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, (2...3).contains(parts[0].count), parts[0].allSatisfy({ $0.isASCII && $0.isNumber }),
            !parts[1].isEmpty, parts[1].allSatisfy({ $0.isLetter || $0 == "." || $0.isNumber }), notation.count <= 15
        else { throw .badNotation(notation) }
        guard !title.isEmpty else { throw .missing("title") }
        guard !creator.isEmpty else { throw .missing("creator") }
        self.notation = notation
        self.title = title
        self.retention = retention
        self.creator = creator
        self.note = note
        self.contract = contract
        self.rules = rules
    }
}
