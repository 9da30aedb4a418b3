/// A file in the blob store.
public struct StoredFile: Hashable, Sendable {
    /// SHA-256 of the bytes. Count: 32.
    public let sha256: [UInt8]
    /// Length. Unit: bytes.
    public let sizeBytes: Int64
    /// Media type.
    public let mediaType: String

    /// Creates a reference.
    ///
    /// - Parameters:
    ///   - sha256: SHA-256 of the bytes.
    ///   - sizeBytes: Length. Unit: bytes.
    ///   - mediaType: Media type.
    public init(sha256: [UInt8], sizeBytes: Int64, mediaType: String) {
        self.sha256 = sha256
        self.sizeBytes = sizeBytes
        self.mediaType = mediaType
    }

    /// Whether both name the same bytes, whatever media type was stated.
    public func isSameContent(as other: StoredFile) -> Bool {
        self.sha256 == other.sha256 && self.sizeBytes == other.sizeBytes
    }
}
