/// Reads a page with one model, and the lines it is not sure of with a second, larger one.
///
/// The models err at different marks of Vietnamese letters. Only doubtful lines are read twice, because the larger model costs
/// more; where both see the same words, each word is taken from the surer one.
struct LineReader {
    private let first: RecognitionEngine
    private let second: RecognitionEngine?
    /// Confidence of a line's least sure word below which it is read again. Range: `0...100`. Found on the sample set: above it a
    /// second reading changes little.
    private static let sure = 85.0
    /// What is read around a line, so that no mark above or below it gets lost. Unit: heights of the line.
    private static let margin = (side: 0.5, above: 0.25)

    /// - Parameters:
    ///   - first: Reads whole pages.
    ///   - second: Reads doubtful lines again; nil = nobody does.
    init(first: RecognitionEngine, second: RecognitionEngine?) {
        self.first = first
        self.second = second
    }

    /// Reads a prepared page.
    ///
    /// - Parameters:
    ///   - grey: Grey, straight picture.
    ///   - measures: What was measured; gives resolution and skew.
    ///   - rereads: Whether doubtful lines are read again.
    /// - Returns: The lines in reading order; nil when the engine gave up.
    func lines(of grey: borrowing Pixels, measures: PageMeasures, rereads: Bool) -> [RecognizedLine]? {
        guard var lines = self.first.lines(of: grey, dpi: measures.dpi) else { return nil }
        if rereads { self.reread(&lines, grey, dpi: measures.dpi) }
        let turn = PageTurn(degrees: measures.skewDegrees, width: measures.widthPixels, height: measures.heightPixels)
        return lines.map { $0.original(turn) }
    }

    private func reread(_ lines: inout [StraightLine], _ grey: borrowing Pixels, dpi: Int) {
        let doubtful = lines.indices.filter { line in lines[line].words.contains { $0.confidence < Self.sure } }
        guard let second = self.second, !doubtful.isEmpty else { return }
        let (width, height) = (grey.width, grey.height)
        let places = doubtful.map { Self.surroundings(of: lines[$0].box, width: width, height: height) }
        for (line, words) in zip(doubtful, second.words(at: places, of: grey, dpi: dpi)) {
            lines[line].words = Self.surer(lines[line].words, words)
        }
    }

    private static func surroundings(of box: PixelBox, width: Int, height: Int) -> PixelBox {
        let (side, above) = (Int(Double(box.height) * Self.margin.side), Int(Double(box.height) * Self.margin.above))
        let (left, top) = (max(0, box.x - side), max(0, box.y - above))
        return PixelBox(
            x: left, y: top, width: min(width, box.x + box.width + side) - left, height: min(height, box.y + box.height + above) - top)
    }

    /// The words of two readings of one line: word by word where both see the same ones, else the surer reading.
    static func surer(_ first: [RecognizedWord], _ second: [RecognizedWord]) -> [RecognizedWord] {
        if first.count == second.count, zip(first, second).allSatisfy({ Self.stand(alike: $0.box, $1.box) }) {
            return zip(first, second).map { $1.confidence > $0.confidence ? $1 : $0 }
        }
        return RecognizedWord.meanConfidence(second) > RecognizedWord.meanConfidence(first) ? second : first
    }

    /// Whether two words of a line share more than half of the narrower one's width.
    private static func stand(alike left: PixelBox, _ right: PixelBox) -> Bool {
        let shared = min(left.x + left.width, right.x + right.width) - max(left.x, right.x)
        return 2 * shared > min(left.width, right.width)
    }
}
