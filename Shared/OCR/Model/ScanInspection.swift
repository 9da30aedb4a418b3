/// What is known of a scan before its pages are read.
public struct ScanInspection: Codable, Hashable, Sendable {
    /// The format, told from the bytes.
    public let format: ScanFormat
    /// Pages in the file.
    public let pageCount: Int
    /// What the pages are made of.
    public var kind: ScanKind = .pictures
}
