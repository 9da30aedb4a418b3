import CQPDF

/// What one page of a PDF is made of.
enum PDFPageKind {
    /// One image and nothing else, or an image that covers the page with an invisible text layer over it.
    case picture(qpdf_oh)
    /// Several images and no text: strips or tiles of one picture. With the resolution they have together, in dots per inch.
    case tiles(dpi: Int)
    /// Text, lines, forms, or nothing at all.
    case text

    /// Whether the page is a picture of a page.
    var isPicture: Bool {
        switch self {
        case .picture, .tiles: true
        case .text: false
        }
    }
}
