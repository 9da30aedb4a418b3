import BlobStore

/// Digests as text.
enum BlobDigest {
    /// The 32 bytes of 64 lower-case hexadecimal digits, or nil.
    static func bytes(_ hex: String) -> [UInt8]? { BlobReference(hex: hex, sizeBytes: 0)?.sha256 }
}
