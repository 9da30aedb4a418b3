/// A place on a page that is kept free, or shows a line that is filled in later.
public struct SlipPlace: Hashable, Sendable {
    /// The line of a blank as it looks until it is filled in.
    struct Blank: Hashable, Sendable {
        let text: String
        let style: SlipRun.Style
        let size: Double
    }

    /// Name.
    public let name: String
    /// The page, counted from 0.
    public let pageIndex: Int
    /// Where.
    public let rectangle: PDFRectangle
    var blank: Blank?
}
