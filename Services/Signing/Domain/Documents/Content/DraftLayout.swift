/// A content and how it was set.
public struct DraftLayout: Hashable, Codable, Sendable {
    /// Where the personal signature goes. Unit: points from the lower left corner.
    public struct Place: Hashable, Codable, Sendable {
        /// Page, from 1.
        public var page: Int
        /// Left edge.
        public var left: Double
        /// Lower edge.
        public var bottom: Double
        /// Width.
        public var width: Double
        /// Height.
        public var height: Double

        /// Names a place.
        public init(page: Int, left: Double, bottom: Double, width: Double, height: Double) {
            self.page = page
            self.left = left
            self.bottom = bottom
            self.width = width
            self.height = height
        }
    }

    /// What it says.
    public var content: DocumentContent
    /// Pages.
    public var pages: Int
    /// Where the personal signature goes.
    public var signature: Place
    /// Rules that do not hold.
    public var faults: [LayoutFault]

    /// Describes how a content was set.
    public init(content: DocumentContent, pages: Int, signature: Place, faults: [LayoutFault]) {
        self.content = content
        self.pages = pages
        self.signature = signature
        self.faults = faults
    }
}
