import BlobStore

/// Digests that another service writes as digits.
enum HexadecimalDigest {
    /// The 32 bytes of 64 lower-case digits; nil = they are none.
    static func bytes(_ text: String) -> [UInt8]? { BlobReference(hex: text, sizeBytes: 0)?.sha256 }
}
