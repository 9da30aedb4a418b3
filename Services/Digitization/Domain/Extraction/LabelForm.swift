/// A label as it is looked for.
struct LabelForm: Hashable, Sendable {
    /// Its folded words.
    let words: [String]
    /// Whether it begins with a capital: then so must what is found, or `sơ` inside a sentence would pass for `Số`.
    private let beginsWithCapital: Bool
    /// Whether its first word is printed in capitals: if not, then a heading in capitals is not the label.
    private let isCapitals: Bool

    /// Takes a label as printed; nil when it has no letters.
    init?(_ label: String) {
        self.words = Folding.words(label)
        guard !self.words.isEmpty else { return nil }
        self.beginsWithCapital = label.first?.isUppercase ?? false
        self.isCapitals = Self.isCapitals(label.prefix { $0 != " " })
    }

    /// Whether the label stands at a place of a line. A label of one word must be met exactly, longer ones nearly.
    func stands(at start: Int, in line: [LabelledText.Word]) -> Bool {
        guard start + self.words.count <= line.count else { return false }
        if self.beginsWithCapital, line[start].clean.first?.isLowercase ?? true { return false }
        if !self.isCapitals, Self.isCapitals(line[start].clean) { return false }
        if self.words.count == 1 { return line[start].folded == self.words[0] }
        return self.words.indices.allSatisfy { Folding.matches(line[start + $0].folded, self.words[$0]) }
    }

    /// Whether two letters stand side by side and none is small; single ones, as in `V/V`, tell nothing.
    private static func isCapitals(_ text: some StringProtocol) -> Bool {
        !text.contains(where: \.isLowercase) && zip(text, text.dropFirst()).contains { $0.isLetter && $1.isLetter }
    }
}
