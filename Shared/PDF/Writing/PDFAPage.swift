/// A scanned page with the text that was recognised on it.
public struct PDFAPage: Sendable {
    /// The picture.
    public let image: PDFPageImage
    /// Resolution of the picture, the same in both directions. Unit: dots per inch. Range: `36...2400`.
    public let dpi: Double
    /// The text, line by line in the order of reading; empty for a page without text.
    public let lines: [PDFTextLine]

    /// Makes a page.
    public init(image: PDFPageImage, dpi: Double, lines: [PDFTextLine]) {
        self.image = image
        self.dpi = dpi
        self.lines = lines
    }
}
