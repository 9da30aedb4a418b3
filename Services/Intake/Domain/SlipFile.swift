/// The receipt slip as issued: an immutable file named by its content (R15).
public struct SlipFile: Hashable, Sendable {
    /// The digest of the file. Length: 32 bytes.
    public let sha256: [UInt8]

    /// The length of the file. Unit: bytes.
    public let sizeBytes: Int64

    /// Names a slip.
    public init(sha256: [UInt8], sizeBytes: Int64) {
        self.sha256 = sha256
        self.sizeBytes = sizeBytes
    }
}
