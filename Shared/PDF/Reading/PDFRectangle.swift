/// A rectangle on a page. Unit: points, y upwards.
public struct PDFRectangle: Hashable, Sendable {
    /// Left edge.
    public var left: Double
    /// Lower edge.
    public var bottom: Double
    /// Right edge, not left of ``left``.
    public var right: Double
    /// Upper edge, not below ``bottom``.
    public var top: Double

    /// Makes a rectangle from two opposite corners in any order.
    public init(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
        self.left = min(x1, x2)
        self.bottom = min(y1, y2)
        self.right = max(x1, x2)
        self.top = max(y1, y2)
    }

    /// Reads `[x1 y1 x2 y2]`; `nil` if it is not four finite numbers.
    public init?(_ object: PDFObject?) {
        guard let numbers = object?.arrayValue?.compactMap(\.numberValue), numbers.count == 4, numbers.allSatisfy(\.isFinite) else {
            return nil
        }
        self.init(numbers[0], numbers[1], numbers[2], numbers[3])
    }

    /// Distance from the left to the right edge.
    public var width: Double { self.right - self.left }
    /// Distance from the lower to the upper edge.
    public var height: Double { self.top - self.bottom }

    /// `[left bottom right top]`.
    public var object: PDFObject { .numbers([self.left, self.bottom, self.right, self.top]) }

    /// The common part; `nil` if there is none.
    public func intersection(_ other: PDFRectangle) -> PDFRectangle? {
        let left = max(self.left, other.left), right = min(self.right, other.right)
        let bottom = max(self.bottom, other.bottom), top = min(self.top, other.top)
        return left < right && bottom < top ? PDFRectangle(left, bottom, right, top) : nil
    }
}
