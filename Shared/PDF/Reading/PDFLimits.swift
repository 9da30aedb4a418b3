/// How much of a document from outside is accepted.
public struct PDFLimits: Hashable, Sendable {
    /// Size of the file. Unit: bytes.
    public var sizeBytes: Int
    /// Pages.
    public var pages: Int
    /// Objects, as the trailer's `/Size` tells them.
    public var objects: Int
    /// How deep arrays and dictionaries may nest within one object.
    public var nesting: Int
    /// Form fields.
    public var fields: Int

    /// Makes limits.
    public init(sizeBytes: Int, pages: Int, objects: Int, nesting: Int, fields: Int) {
        self.sizeBytes = sizeBytes
        self.pages = pages
        self.objects = objects
        self.nesting = nesting
        self.fields = fields
    }

    /// 512 MiB, 5,000 pages, 2,000,000 objects, nesting of 64, 10,000 fields.
    public static let standard = PDFLimits(sizeBytes: 512 << 20, pages: 5_000, objects: 2_000_000, nesting: 64, fields: 10_000)
}
