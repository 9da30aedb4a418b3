/// Mends what recognition makes of marks that are no letters.
///
/// The Vietnamese model takes rules of tables for `|` and `_`, the dash that begins an item of a list for `~`, and the small
/// two of square metres for `?`. None of these stands in an administrative paper (ND 30/2020, Appendix I), so nothing that was
/// printed gets lost.
enum PrintedMarks {
    /// A word without rules of tables; nil when nothing else is left.
    static func word(_ text: String) -> String? {
        let clean = String(text.drop(while: Self.isRule).reversed().drop(while: Self.isRule).reversed())
        return clean.isEmpty ? nil : clean
    }

    /// A word in its place in a line.
    ///
    /// - Parameters:
    ///   - text: The word.
    ///   - before: The word before it in the line; nil for the first one.
    static func inLine(_ text: String, after before: String?) -> String {
        guard let before else { return text == "~" ? "-" : text }
        let isArea = text.hasPrefix("m?") && text.dropFirst(2).allSatisfy(\.isPunctuation) && before.last?.isNumber ?? false
        return isArea ? "m²" + text.dropFirst(2) : text
    }

    private static func isRule(_ character: Character) -> Bool { character == "|" || character == "_" }
}
