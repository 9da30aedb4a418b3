/// A point on a page, from its upper left corner. Unit: pixels.
public struct PixelPoint: Codable, Hashable, Sendable {
    /// From the left edge.
    public let x: Double
    /// From the upper edge, downwards.
    public let y: Double

    /// Creates a point.
    ///
    /// - Parameters:
    ///   - x: From the left edge.
    ///   - y: From the upper edge.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}
