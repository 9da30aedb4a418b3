/// Words and phrases as somebody typed them into a search field.
///
/// Text between quotation marks is a phrase; everything else is words. What stands in one word with signs between, such as
/// `12/QĐ-UBND`, is compared as words in a row.
public struct SearchText: Hashable, Sendable {
    /// The most characters of a question.
    public static let mostCharacters = 500

    /// Words and phrases in the order in which they were typed; none is empty.
    public let terms: [String]

    /// Reads a text; without a letter or digit it looks for nothing.
    ///
    /// - Throws: ``RecordsRefusal/badValue(_:_:)`` for a text that is too long or holds NUL.
    public init(_ text: String) throws(RecordsRefusal) {
        guard text.count <= Self.mostCharacters, !text.unicodeScalars.contains("\0") else {
            throw .badValue("query", "≤ \(Self.mostCharacters)")
        }
        var terms: [String] = []
        for (index, part) in text.split(omittingEmptySubsequences: false, whereSeparator: Self.isQuote).enumerated() {
            // Every second part stands between quotation marks; one that is never closed goes on to the end.
            if index.isMultiple(of: 2) {
                terms += part.split(whereSeparator: \.isWhitespace).map(String.init)
            } else {
                terms.append(String(part))
            }
        }
        self.terms = terms.filter { term in term.contains { $0.isLetter || $0.isNumber } }
    }

    /// Whether nothing is looked for.
    public var isEmpty: Bool { self.terms.isEmpty }

    /// The terms, each between quotation marks: the form that PostgreSQL's `websearch_to_tsquery` reads without operators.
    public var quoted: String { self.terms.map { "\"\($0)\"" }.joined(separator: " ") }

    private static func isQuote(_ character: Character) -> Bool { ["\"", "“", "”", "„", "«", "»"].contains(character) }
}
