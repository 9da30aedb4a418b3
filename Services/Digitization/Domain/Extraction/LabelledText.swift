/// Recognised lines in which labels can be found.
struct LabelledText: Sendable {
    /// A word with its folded form and its place.
    struct Word: Hashable, Sendable {
        let word: PaperWord
        /// The word without table rules.
        let clean: String
        let folded: String
        let page: Int
        let line: Int
    }

    /// Where a label stands: its line, its first word, and the word behind it.
    struct Label: Hashable, Sendable {
        let line: Int
        let start: Int
        let end: Int
    }

    let lines: [[Word]]
    private let labels: [LabelForm]

    init(lines: [PaperLine], labels: [String]) {
        self.lines = lines.enumerated().map { number, line in
            line.words.compactMap { word in
                let clean = String(word.text.filter { !"|_—".contains($0) })
                guard clean.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
                return Word(word: word, clean: clean, folded: Folding.fold(clean), page: line.page, line: number)
            }
        }
        self.labels = labels.compactMap(LabelForm.init)
    }

    /// Finds an occurrence of the longest of some labels; a label that is only the beginning of a longer one does not count.
    func find(_ labels: [String], occurrence: Int) -> Label? {
        for label in labels.compactMap(LabelForm.init) {
            var found = 0
            for line in self.lines.indices {
                for start in self.lines[line].indices where label.stands(at: start, in: self.lines[line]) {
                    guard self.longestLabel(at: start, in: line) <= label.words.count else { continue }
                    found += 1
                    if found == occurrence { return Label(line: line, start: start, end: start + label.words.count) }
                }
            }
        }
        return nil
    }

    /// The words that belong to a label: to the next label in its line, and on in the lines below if it wraps.
    func value(of label: Label, includingLabel: Bool, wraps: Bool) -> [Word] {
        let line = self.lines[label.line]
        let end = (label.end..<line.count).first { self.longestLabel(at: $0, in: label.line) > 0 } ?? line.count
        var words = Array(line[(includingLabel ? label.start : label.end)..<end])
        guard wraps, end == line.count else { return words }
        var next = label.line + 1
        while next < self.lines.count, self.carriesOn(next) {
            words += self.lines[next]
            next += 1
        }
        return words
    }

    /// The words of the left of two columns: up to the first gap wider than three letters' height.
    static func leftColumn(_ line: [Word]) -> [Word] {
        var column: [Word] = []
        for word in line {
            if let last = column.last, word.word.left - last.word.left - last.word.width > 2 * max(last.word.height, 1) { break }
            column.append(word)
        }
        return column
    }

    private func carriesOn(_ line: Int) -> Bool {
        guard let first = self.lines[line].first, self.longestLabel(at: 0, in: line) == 0 else { return false }
        let hasLowerCase = self.lines[line].contains { $0.clean.contains(where: \.isLowercase) }
        return hasLowerCase && !first.clean.contains(where: \.isNumber) && !["-", "~", "+"].contains(first.clean.prefix(1))
            && self.lines[line - 1].last.map { !".;:".contains($0.clean.suffix(1)) } ?? true
            && first.clean.first?.isLowercase == true
    }

    private func longestLabel(at start: Int, in line: Int) -> Int {
        self.labels.filter { $0.stands(at: start, in: self.lines[line]) }.map(\.words.count).max() ?? 0
    }
}
