/// What was measured on one page.
public struct PageMeasures: Codable, Hashable, Sendable {
    /// Width of the picture. Unit: pixels.
    public var widthPixels: Int = 0
    /// Height of the picture. Unit: pixels.
    public var heightPixels: Int = 0
    /// Resolution. Unit: dots per inch.
    public var dpi: Int = 0
    /// Colour channels of 8 bits each.
    public var channels: Int = 0
    /// Turn of the page, counter-clockwise positive. Unit: degrees.
    public var skewDegrees: Double = 0
    /// Dark pixels after the background is evened out. Unit: per cent of the page.
    public var inkPercent: Double = 0
    /// Sharp edge pixels. Unit: per cent of the inked pixels.
    public var sharpPercent: Double = 0
    /// Mean change between neighbouring pixels. Unit: grey levels.
    public var noise: Double = 0
    /// How surely the page stands upright; negative = upside down. Unit: standard deviations.
    public var uprightConfidence: Double = 0
    /// How surely the page was turned to its left side; negative = to its right. Unit: standard deviations.
    public var leftConfidence: Double = 0

    /// Resolution the file states. Unit: dots per inch; 0 = none that can be believed.
    public var statedDPI: Int = 0
    /// Brightness of the bare paper before the background is evened out. Range: `0...255`, 0 = black.
    public var paperLevel: Double = 255
    /// Dark marks too small for print. Unit: per square inch.
    public var specksPerSquareInch: Double = 0
    /// Marks as large as letters that touch an edge of the picture, on the worst of the four edges.
    public var cutMarks: Int = 0
    /// The straight page in 64 bits: whether each of 8 × 8 fields holds more ink than its right neighbour.
    public var differenceHash: UInt64 = 0

    /// Creates measures of nothing; the worker fills them in.
    public init() {}

    /// By how much the page lies wrong, when that is surer than the limit. Unit: degrees, counter-clockwise.
    ///
    /// - Parameter confidence: How sure it must be. Unit: standard deviations.
    /// - Returns: 90, 180, 270, or 0 when the page stands upright or nothing is sure.
    public func wrongOrientation(surerThan confidence: Double) -> Int {
        let (up, left) = (self.uprightConfidence, self.leftConfidence)
        if abs(up) >= abs(left) { return up < -confidence ? 180 : 0 }
        guard abs(left) > confidence, abs(left) > 2.5 * abs(up) else { return 0 }
        return left > 0 ? 90 : 270
    }
}
