/// A rectangle on a page, from its upper left corner. Unit: pixels.
public struct PixelBox: Codable, Hashable, Sendable {
    /// Left edge.
    public let x: Int
    /// Upper edge, downwards.
    public let y: Int
    /// Width.
    public let width: Int
    /// Height.
    public let height: Int

    /// Creates a box.
    ///
    /// - Parameters:
    ///   - x: Left edge.
    ///   - y: Upper edge.
    ///   - width: Width.
    ///   - height: Height.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}
