import Foundation

/// Leads points of the straightened picture back to the scanner's own picture.
struct PageTurn {
    private let sine: Double
    private let cosine: Double
    private let centre: PixelPoint

    /// - Parameters:
    ///   - degrees: Turn of the page in the scanner's picture, counter-clockwise positive.
    ///   - width: Width of the picture. Unit: pixels.
    ///   - height: Height of the picture. Unit: pixels.
    init(degrees: Double, width: Int, height: Int) {
        let radians = abs(degrees) > 0.2 ? degrees * .pi / 180 : 0
        self.sine = sin(radians)
        self.cosine = cos(radians)
        self.centre = PixelPoint(x: Double(width) / 2, y: Double(height) / 2)
    }

    /// The point of the scanner's picture that lies at a point of the straightened one.
    func original(of point: PixelPoint) -> PixelPoint {
        let (x, y) = (point.x - self.centre.x, point.y - self.centre.y)
        return PixelPoint(
            x: self.centre.x + x * self.cosine + y * self.sine, y: self.centre.y - x * self.sine + y * self.cosine)
    }
}
