/// Gathers the engine's words into lines and blocks.
struct LineCollector {
    /// Baseline and height of a line in the straightened picture.
    struct Shape {
        let start: PixelPoint
        let end: PixelPoint
        let height: Int
    }

    private let turn: PageTurn
    private var lines: [RecognizedLine] = []
    private var words: [RecognizedWord] = []
    private var shape: Shape?
    private var block = -1

    init(turn: PageTurn) { self.turn = turn }

    /// A block of text begins.
    mutating func beginBlock() {
        self.endLine()
        self.block += 1
    }

    /// A line begins; what was gathered before belongs to the line before.
    mutating func beginLine(_ shape: Shape) {
        self.endLine()
        self.shape = shape
    }

    /// The next word of the line.
    mutating func add(_ word: RecognizedWord) {
        let box = word.box
        let middle = PixelPoint(x: Double(box.x) + Double(box.width) / 2, y: Double(box.y) + Double(box.height) / 2)
        let place = self.turn.original(of: middle)
        let turned = PixelBox(
            x: Int(clampingToInt: place.x - Double(box.width) / 2), y: Int(clampingToInt: place.y - Double(box.height) / 2),
            width: box.width, height: box.height)
        let text = PrintedMarks.inLine(word.text, after: self.words.last?.text)
        self.words.append(RecognizedWord(text: text, box: turned, confidence: word.confidence))
    }

    /// All lines.
    mutating func finish() -> [RecognizedLine] {
        self.endLine()
        return self.lines
    }

    private mutating func endLine() {
        defer { self.words = [] }
        guard let shape = self.shape, !self.words.isEmpty else { return }
        self.lines.append(
            RecognizedLine(
                words: self.words, baselineStart: self.turn.original(of: shape.start),
                baselineEnd: self.turn.original(of: shape.end), height: shape.height, block: max(0, self.block)))
    }
}
