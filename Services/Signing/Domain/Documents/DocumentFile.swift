/// A file of a document, named by its content.
public struct DocumentFile: Hashable, Codable, Sendable {
    /// SHA-256 as 64 lower-case hexadecimal digits.
    public var sha256: String
    /// Length. Unit: bytes.
    public var sizeBytes: Int64
    /// Media type.
    public var mediaType: String
    /// Name shown to people.
    public var name: String

    /// Names a file.
    public init(sha256: String, sizeBytes: Int64, mediaType: String, name: String) {
        self.sha256 = sha256
        self.sizeBytes = sizeBytes
        self.mediaType = mediaType
        self.name = name
    }

    /// Whether it is in form: a digest, a size, a type.
    public var isWellFormed: Bool {
        self.sha256.utf8.count == 64 && self.sha256.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }
            && self.sizeBytes > 0 && self.mediaType.contains("/")
    }
}
