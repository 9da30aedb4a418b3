/// What comparing the code printed on a paper with its fields gave.
public enum CodeVerdict: Hashable, Sendable {
    /// No code was found.
    case absent
    /// There is a code, but not one of issued papers.
    case unknownContent
    /// Everything comparable says the same.
    case agrees
    /// At least one part says something else: a person looks.
    case contradicts([CodeContradiction])

    /// Compares the codes of a paper with what is known of it.
    ///
    /// - Parameters:
    ///   - payloads: What the codes say, as found on the first page.
    ///   - layout: How codes of issued papers look.
    ///   - fields: The fields as read or confirmed.
    ///   - ownerID: The owner under whom the paper was handed in.
    public init(payloads: [String], layout: CodeLayout, fields: [PaperField], ownerID: String) {
        guard !payloads.isEmpty else {
            self = .absent
            return
        }
        guard let parts = payloads.lazy.compactMap(layout.read).first else {
            self = .unknownContent
            return
        }
        let values = Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
        var contradictions: [CodeContradiction] = []
        for (part, value) in parts {
            if let field = part.fields.first(where: { !(values[$0] ?? "").isEmpty }), let read = values[field],
                Self.plain(read) != Self.plain(value) {
                contradictions.append(CodeContradiction(field: field, inCode: value, onPaper: read))
            }
            if part.name == "ownerId", Self.plain(ownerID) != Self.plain(value) {
                contradictions.append(CodeContradiction(field: "ownerId", inCode: value, onPaper: ownerID))
            }
        }
        self = contradictions.isEmpty ? .agrees : .contradicts(contradictions)
    }

    /// Letters and digits only: spaces, stops and case carry no meaning in identifiers.
    private static func plain(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
}
