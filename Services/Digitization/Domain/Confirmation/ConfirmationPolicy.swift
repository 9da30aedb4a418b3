/// Decides whether the fields of a paper need a second person.
public struct ConfirmationPolicy: Hashable, Sendable {
    private let rules: [ConfirmationRule]

    /// Creates a policy of rules.
    public init(_ rules: [ConfirmationRule]) { self.rules = rules }

    /// What speaks against relying on one person.
    ///
    /// The confidence that counts is the machine's own, not the one a caller sends along with a value.
    ///
    /// - Parameters:
    ///   - paperType: Kind of paper; one without rule gives no doubts.
    ///   - proposals: What the machine reads.
    ///   - confirmed: What the person says.
    ///   - verdict: What the code printed on the paper says.
    public func doubts(
        paperType: String, proposals: [PaperField], confirmed: [PaperField], verdict: CodeVerdict = .absent
    ) -> [FieldDoubt] {
        guard let rule = self.rules.first(where: { $0.paperTypes.contains(paperType) }) else { return [] }
        let read = Dictionary(proposals.map { ($0.name, $0) }) { first, _ in first }
        let said = Dictionary(confirmed.map { ($0.name, $0) }) { first, _ in first }
        let names = rule.fields.isEmpty ? Set(read.keys).union(said.keys).sorted() : rule.fields
        let doubts = names.compactMap { Self.doubt($0, read: read[$0], said: said[$0], limit: rule.minimumConfidence) }
        guard case .contradicts(let contradictions) = verdict else { return doubts }
        let known = Set(doubts.map(\.field))
        return doubts + contradictions.filter { !known.contains($0.field) }.map {
            FieldDoubt(field: $0.field, reason: .contradictsCode, other: $0.inCode, confidence: read[$0.field]?.confidence ?? 0)
        }
    }

    private static func doubt(_ name: String, read: PaperField?, said: PaperField?, limit: Int) -> FieldDoubt? {
        let value = said?.value ?? ""
        guard let read else {
            return value.isEmpty ? nil : FieldDoubt(field: name, reason: .typedByHand, other: "", confidence: 0)
        }
        let reason: FieldDoubt.Reason
        if read.confidence < limit {
            reason = .lowConfidence
        } else if value.isEmpty {
            reason = .leftOut
        } else if value != read.value {
            reason = .corrected
        } else {
            return nil
        }
        return FieldDoubt(field: name, reason: reason, other: read.value, confidence: read.confidence)
    }
}
