/// What the quality gate says of one page, without its text.
public struct PageVerdict: Hashable, Sendable {
    /// Measures, findings and turn; no lines.
    public let reading: PageReading
    /// A small JPEG of the upright page, at most ``ReadRequest/thumbnailSide`` pixels on its longer side; empty when the
    /// page could not be decoded.
    public let thumbnail: [UInt8]
}
