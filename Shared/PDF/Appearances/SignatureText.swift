/// Lines of text that show a signature in a corner of a page.
public struct SignatureText: Sendable {
    /// The corner of the page as a reader sees it, after `/Rotate`.
    public enum Corner: Hashable, Sendable {
        /// Where an officer's signature on a desk copy stands.
        case topLeft
        /// Where an organisation's signature on a copy or an annex stands.
        case topRight
    }

    /// The lines, from top to bottom.
    public var lines: [String]
    /// The font that is embedded as a subset.
    public var font: TrueTypeFont
    /// Size of the letters. Unit: points.
    public var fontSize: Double
    /// The corner.
    public var corner: Corner
    /// Distance of the text from both edges of the page. Unit: points.
    public var margin: Double
    /// The page, counted from 0.
    public var pageIndex: Int

    /// Makes a text.
    public init(
        lines: [String], font: TrueTypeFont, fontSize: Double = 8, corner: Corner = .topLeft,
        margin: Double = 17, pageIndex: Int = 0
    ) {
        self.lines = lines
        self.font = font
        self.fontSize = fontSize
        self.corner = corner
        self.margin = margin
        self.pageIndex = pageIndex
    }
}
