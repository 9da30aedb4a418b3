/// One page of a document.
public struct PDFPage: Hashable, Sendable {
    /// The page object.
    public let reference: PDFReference
    /// The page object's dictionary, without what it inherits.
    public let dictionary: PDFDictionary
    /// The size of the sheet; its lower left corner need not be the origin.
    public let mediaBox: PDFRectangle
    /// What a reader shows: the crop box within the media box.
    public let visibleBox: PDFRectangle
    /// How far the page is turned clockwise when shown: 0, 90, 180 or 270. Unit: degrees.
    public let rotation: Int
}
