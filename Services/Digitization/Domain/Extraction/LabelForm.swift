/// A label as it is looked for.
struct LabelForm: Hashable, Sendable {
    /// Its folded words.
    let words: [String]
    /// Whether it begins with a capital: then so must what is found, or `sơ` inside a sentence would pass for `Số`.
    private let beginsWithCapital: Bool

    /// Takes a label as printed; nil when it has no letters.
    init?(_ label: String) {
        self.words = Folding.words(label)
        guard !self.words.isEmpty else { return nil }
        self.beginsWithCapital = label.first?.isUppercase ?? false
    }

    /// Whether the label stands at a place of a line. A label of one word must be met exactly, longer ones nearly.
    func stands(at start: Int, in line: [LabelledText.Word]) -> Bool {
        guard start + self.words.count <= line.count else { return false }
        if self.beginsWithCapital, line[start].clean.first?.isLowercase ?? true { return false }
        if self.words.count == 1 { return line[start].folded == self.words[0] }
        return self.words.indices.allSatisfy { Folding.matches(line[start + $0].folded, self.words[$0]) }
    }
}
