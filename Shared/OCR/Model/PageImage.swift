/// The picture of a page as it goes into the e-copy: the scanner's own JPEG where there is one.
public struct PageImage: Hashable, Sendable {
    /// A complete JPEG file.
    public let jpeg: [UInt8]
    /// Whether the bytes are the scanner's own and nothing was encoded again.
    public let isPassthrough: Bool
    /// How the picture is turned to stand upright, clockwise: 0, 90, 180 or 270. Unit: degrees.
    public var turn: Int = 0
}
