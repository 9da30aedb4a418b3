/// How large a scan may be before it is refused unread.
public struct ScanLimits: Codable, Hashable, Sendable {
    /// Largest file. Unit: bytes.
    public var maximumFileBytes: Int64 = 128 << 20
    /// Most pages in one file.
    public var maximumPages: Int = 500
    /// Largest page. Unit: pixels.
    public var maximumPagePixels: Int64 = 80_000_000
    /// Most text one page of a PDF may carry, with its places. Unit: bytes.
    public var maximumTextBytes: Int = 4 << 20

    /// Creates the default limits: 128 MiB, 500 pages, 80 million pixels (A3 at 600 dpi).
    public init() {}
}
