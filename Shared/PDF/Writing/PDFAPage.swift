/// A scanned page with the text that was recognised on it.
public struct PDFAPage: Sendable {
    /// The picture.
    public let image: PDFPageImage
    /// Resolution of the picture, the same in both directions. Unit: dots per inch. Range: `36...2400`.
    public let dpi: Double
    /// The text, line by line in the order of reading, on the page as it is shown; empty for a page without text.
    public let lines: [PDFTextLine]
    /// How the picture is turned when it is shown, clockwise: 0, 90, 180 or 270. The picture itself stays as it is.
    /// Unit: degrees.
    public let turn: Int

    /// Makes a page.
    public init(image: PDFPageImage, dpi: Double, lines: [PDFTextLine], turn: Int = 0) {
        self.image = image
        self.dpi = dpi
        self.lines = lines
        self.turn = turn
    }
}
