/// A document with an update behind it.
public struct PDFIncrement: Sendable {
    /// The whole new file; the original is its beginning.
    public let bytes: [UInt8]
    /// Length of the original. Unit: bytes.
    public let originalLength: Int
    /// Where each object of the update begins. Unit: bytes from the start of the file.
    public let offsets: [PDFReference: Int]
}
