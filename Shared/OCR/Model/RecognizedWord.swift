/// One word as recognised.
public struct RecognizedWord: Codable, Hashable, Sendable {
    /// The word, NFC.
    public let text: String
    /// Where it stands on the upright, unstraightened page.
    public let box: PixelBox
    /// How sure the engine is. Range: `0...100`.
    public let confidence: Double

    /// Creates a word.
    ///
    /// - Parameters:
    ///   - text: The word, NFC.
    ///   - box: Where it stands on the upright, unstraightened page.
    ///   - confidence: How sure the engine is. Range: `0...100`.
    public init(text: String, box: PixelBox, confidence: Double) {
        self.text = text
        self.box = box
        self.confidence = confidence
    }

    /// How sure the engine is of some words, each weighted by its letters; 0 for none.
    static func meanConfidence(_ words: [RecognizedWord]) -> Double {
        let letters = words.reduce(0) { $0 + $1.text.count }
        guard letters > 0 else { return 0 }
        return words.reduce(0) { $0 + $1.confidence * Double($1.text.count) } / Double(letters)
    }
}
