/// A rectangle on a page, from the top left corner. Unit: pixels of the scan.
public struct PaperBox: Hashable, Sendable {
    /// Left edge.
    public let left: Int
    /// Upper edge.
    public let top: Int
    /// Width.
    public let width: Int
    /// Height.
    public let height: Int

    /// Creates a box.
    public init(left: Int, top: Int, width: Int, height: Int) {
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }

    /// The smallest box around both.
    public func union(_ other: PaperBox) -> PaperBox {
        let left = min(self.left, other.left)
        let top = min(self.top, other.top)
        let right = max(self.left + self.width, other.left + other.width)
        let bottom = max(self.top + self.height, other.top + other.height)
        return PaperBox(left: left, top: top, width: right - left, height: bottom - top)
    }
}
