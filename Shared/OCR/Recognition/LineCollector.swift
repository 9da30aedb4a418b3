/// Gathers the engine's words into lines and blocks.
struct LineCollector {
    private var lines: [StraightLine] = []
    private var words: [RecognizedWord] = []
    private var shape: StraightLine.Shape?
    private var block = -1

    /// A block of text begins.
    mutating func beginBlock() {
        self.endLine()
        self.block += 1
    }

    /// A line begins; what was gathered before belongs to the line before.
    mutating func beginLine(_ shape: StraightLine.Shape) {
        self.endLine()
        self.shape = shape
    }

    /// The next word of the line.
    mutating func add(_ word: RecognizedWord) {
        let text = PrintedMarks.inLine(word.text, after: self.words.last?.text)
        self.words.append(RecognizedWord(text: text, box: word.box, confidence: word.confidence))
    }

    /// All lines.
    mutating func finish() -> [StraightLine] {
        self.endLine()
        return self.lines
    }

    private mutating func endLine() {
        defer { self.words = [] }
        guard let shape = self.shape, !self.words.isEmpty else { return }
        self.lines.append(StraightLine(words: self.words, shape: shape, block: max(0, self.block)))
    }
}
