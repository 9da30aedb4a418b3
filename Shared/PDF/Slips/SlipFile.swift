/// A document that was set.
public struct SlipFile: Sendable {
    /// The PDF/A-2b file.
    public let bytes: [UInt8]
    /// Pages.
    public let pageCount: Int
    /// Places kept free, and blanks, in the order of the text.
    public let places: [SlipPlace]
    /// Whether the page with each place bears text above it: a signature does not stand alone on a page.
    public let linesAbove: [Int]
}
