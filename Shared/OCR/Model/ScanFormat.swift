/// The file formats a scan may have, told from the first bytes and never from the name.
public enum ScanFormat: String, CaseIterable, Codable, Sendable {
    /// One page, JPEG.
    case jpeg
    /// One page, PNG.
    case png
    /// One or more pages, TIFF.
    case tiff
    /// A PDF: images of pages, text, or both.
    case pdf

    /// The media type of the format.
    public var mediaType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .tiff: "image/tiff"
        case .pdf: "application/pdf"
        }
    }

    /// Tells the format from the first bytes of a file.
    ///
    /// - Parameter start: The first bytes; eight are enough.
    public init?(startingWith start: some Collection<UInt8>) {
        let head = Array(start.prefix(8))
        switch true {
        case head.starts(with: [0xFF, 0xD8, 0xFF]): self = .jpeg
        case head == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]: self = .png
        case head.starts(with: [0x49, 0x49, 0x2A, 0x00]), head.starts(with: [0x4D, 0x4D, 0x00, 0x2A]): self = .tiff
        case head.starts(with: [0x25, 0x50, 0x44, 0x46, 0x2D]): self = .pdf
        default: return nil
        }
    }
}
