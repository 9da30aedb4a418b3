/// One printed line with its words from left to right.
public struct RecognizedLine: Codable, Hashable, Sendable {
    /// The words.
    public let words: [RecognizedWord]
    /// Left end of the baseline on the upright, unstraightened page.
    public let baselineStart: PixelPoint
    /// Right end of the baseline on the upright, unstraightened page.
    public let baselineEnd: PixelPoint
    /// Height of the line in the straightened picture. Unit: pixels.
    public let height: Int
    /// The block the line belongs to, from 0, in reading order.
    public let block: Int

    /// Creates a line.
    ///
    /// - Parameters:
    ///   - words: The words from left to right.
    ///   - baselineStart: Left end of the baseline on the upright page.
    ///   - baselineEnd: Right end of the baseline on the upright page.
    ///   - height: Height in the straightened picture. Unit: pixels.
    ///   - block: The block the line belongs to, from 0.
    public init(words: [RecognizedWord], baselineStart: PixelPoint, baselineEnd: PixelPoint, height: Int, block: Int) {
        self.words = words
        self.baselineStart = baselineStart
        self.baselineEnd = baselineEnd
        self.height = height
        self.block = block
    }

    /// The same line on the same page in another size.
    func scaled(by factor: Double) -> RecognizedLine {
        func scaled(_ length: Int) -> Int { Int(clampingToInt: (Double(length) * factor).rounded()) }
        return RecognizedLine(
            words: self.words.map { word in
                let box = word.box
                return RecognizedWord(
                    text: word.text, box: PixelBox(x: scaled(box.x), y: scaled(box.y), width: scaled(box.width), height: scaled(box.height)),
                    confidence: word.confidence)
            },
            baselineStart: PixelPoint(x: self.baselineStart.x * factor, y: self.baselineStart.y * factor),
            baselineEnd: PixelPoint(x: self.baselineEnd.x * factor, y: self.baselineEnd.y * factor), height: scaled(self.height),
            block: self.block)
    }

    /// The words with one blank between them.
    public var text: String { self.words.map(\.text).joined(separator: " ") }
}
