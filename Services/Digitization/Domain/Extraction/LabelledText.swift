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

        /// Right edge. Unit: pixels of the scan.
        var right: Int { self.word.left + self.word.width }
    }

    /// Where a label stands: its line, its first word, and the word behind it.
    struct Label: Hashable, Sendable {
        let line: Int
        let start: Int
        let end: Int
    }

    let lines: [[Word]]
    private let labels: [LabelForm]
    /// Where the longest line ends. Unit: pixels of the scan.
    private let rightEdge: Int

    init(lines: [PaperLine], labels: [String]) {
        self.lines = lines.enumerated().map { number, line in
            line.words.compactMap { word in
                let clean = String(word.text.filter { !"|_—".contains($0) })
                guard clean.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
                return Word(word: word, clean: clean, folded: Folding.fold(clean), page: line.page, line: number)
            }
        }
        self.labels = labels.compactMap(LabelForm.init)
        self.rightEdge = self.lines.compactMap { $0.last?.right }.max() ?? 0
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

    /// How a value goes on in the lines below.
    enum Wrapping: Hashable, Sendable {
        /// It does not.
        case none
        /// In lines that carry a sentence on.
        case sentence
        /// In those, and in lines whose first word had no room in the line above.
        case paragraph
    }

    /// The words that belong to a label: to the next label in its line, and on in the lines below if it wraps.
    func value(of label: Label, includingLabel: Bool, wrapping: Wrapping) -> [Word] {
        var words = self.words(of: label.line, from: label.end)
        var isWholeLine = label.end + words.count == self.lines[label.line].count
        if includingLabel { words = self.lines[label.line][label.start..<label.end] + words }
        var next = label.line + 1
        while isWholeLine, next < self.lines.count, self.carriesOn(next, wrapping) {
            let more = self.words(of: next, from: 0)
            words += more
            isWholeLine = more.count == self.lines[next].count
            next += 1
        }
        return words
    }

    /// The words from a place in a line to the next label or its end.
    private func words(of line: Int, from start: Int) -> [Word] {
        let words = self.lines[line]
        return Array(words[start..<((start..<words.count).first { self.longestLabel(at: $0, in: line) > 0 } ?? words.count)])
    }

    /// The words of the line below a label; none below the last line.
    func line(below label: Label) -> [Word] {
        label.line + 1 < self.lines.count ? self.lines[label.line + 1] : []
    }

    /// Whether a label stands before a word, in its line and column.
    func hasLabel(before end: Int, in line: Int) -> Bool {
        let words = self.lines[line]
        let start = (1..<max(end, 1)).last { Self.isGap(words[$0 - 1], words[$0]) } ?? 0
        return (start..<end).contains { self.longestLabel(at: $0, in: line) > 0 }
    }

    /// The words of the left of two columns: up to the first gap wider than two letters' height.
    static func leftColumn(_ line: [Word]) -> [Word] {
        var column: [Word] = []
        for word in line {
            if let last = column.last, Self.isGap(last, word) { break }
            column.append(word)
        }
        return column
    }

    /// Whether more than two letters' heights lie between two words.
    static func isGap(_ left: Word, _ right: Word) -> Bool {
        right.word.left - left.right > 2 * max(left.word.height, 1)
    }

    private func carriesOn(_ line: Int, _ wrapping: Wrapping) -> Bool {
        guard wrapping != .none, let first = self.lines[line].first, self.longestLabel(at: 0, in: line) == 0 else { return false }
        if wrapping == .paragraph, self.hadNoRoom(first, behind: line - 1) { return true }
        let hasLowerCase = self.lines[line].contains { $0.clean.contains(where: \.isLowercase) }
        return hasLowerCase && !first.clean.contains(where: \.isNumber) && !["-", "~", "+"].contains(first.clean.prefix(1))
            && self.lines[line - 1].last.map { !".;:".contains($0.clean.suffix(1)) } ?? true
            && first.clean.first?.isLowercase == true
    }

    /// Whether the line above is so full that the word had to go below.
    private func hadNoRoom(_ word: Word, behind line: Int) -> Bool {
        guard let last = self.lines[line].last else { return false }
        let blank = last.word.height / 3
        return last.right + blank + word.word.width > self.rightEdge(near: line)
    }

    /// Where lines end around a line: a page that lies askew has no one edge.
    private func rightEdge(near line: Int) -> Int {
        let around = self.lines[max(0, line - 3)..<min(self.lines.count, line + 4)].compactMap { $0.last?.right }.max() ?? 0
        let height = self.lines[line].last?.word.height ?? 0
        return max(around, self.rightEdge - 2 * height)
    }

    private func longestLabel(at start: Int, in line: Int) -> Int {
        self.labels.filter { $0.stands(at: start, in: self.lines[line]) }.map(\.words.count).max() ?? 0
    }
}
