/// A file in the blob store.
public struct StoredBlob: Hashable, Sendable {
    /// SHA-256. Count: 32 bytes.
    public let sha256: [UInt8]
    /// Length. Unit: bytes.
    public let sizeBytes: Int64

    /// Makes a value, or nil unless the digest has 32 bytes and there is at least one byte.
    public init?(sha256: [UInt8], sizeBytes: Int64) {
        guard sha256.count == 32, sizeBytes > 0 else { return nil }
        self.sha256 = sha256
        self.sizeBytes = sizeBytes
    }
}
