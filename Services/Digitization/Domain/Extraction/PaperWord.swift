/// One recognised word of a paper.
public struct PaperWord: Hashable, Sendable, Codable {
    /// The word.
    public let text: String
    /// How sure the machine is. Range: `0...100`.
    public let confidence: Double
    /// Left edge. Unit: pixels of the scan.
    public let left: Int
    /// Upper edge. Unit: pixels of the scan.
    public let top: Int
    /// Width. Unit: pixels.
    public let width: Int
    /// Height. Unit: pixels.
    public let height: Int

    /// Creates a word.
    public init(text: String, confidence: Double, left: Int, top: Int, width: Int, height: Int) {
        self.text = text
        self.confidence = confidence
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }

    var box: PaperBox { PaperBox(left: self.left, top: self.top, width: self.width, height: self.height) }
}
