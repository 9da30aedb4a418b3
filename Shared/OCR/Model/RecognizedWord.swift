/// One word as recognised.
public struct RecognizedWord: Codable, Hashable, Sendable {
    /// The word, NFC.
    public let text: String
    /// Where it stands in the scanner's own, unstraightened picture.
    public let box: PixelBox
    /// How sure the engine is. Range: `0...100`.
    public let confidence: Double

    /// Creates a word.
    ///
    /// - Parameters:
    ///   - text: The word, NFC.
    ///   - box: Where it stands in the scanner's own, unstraightened picture.
    ///   - confidence: How sure the engine is. Range: `0...100`.
    public init(text: String, box: PixelBox, confidence: Double) {
        self.text = text
        self.box = box
        self.confidence = confidence
    }
}
