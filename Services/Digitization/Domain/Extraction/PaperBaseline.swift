/// The line the letters of a printed line stand on. Unit: pixels of the upright page, from its upper left corner.
public struct PaperBaseline: Hashable, Sendable, Codable {
    /// Left end, from the left edge.
    public let startX: Double
    /// Left end, from the upper edge.
    public let startY: Double
    /// Right end, from the left edge.
    public let endX: Double
    /// Right end, from the upper edge.
    public let endY: Double

    /// Creates a baseline.
    public init(startX: Double, startY: Double, endX: Double, endY: Double) {
        self.startX = startX
        self.startY = startY
        self.endX = endX
        self.endY = endY
    }
}
