/// Recognises the file types of the suite by their first bytes.
public enum MediaSignature {
    /// How many bytes are looked at.
    public static let length = 8

    /// The media type, or nil when the bytes are none of those the suite knows.
    public static func mediaType(of beginning: some Sequence<UInt8>) -> String? {
        let first = Array(beginning.prefix(self.length))
        return self.known.first { first.starts(with: $0.bytes) }?.type
    }

    private static let known: [(bytes: [UInt8], type: String)] = [
        (Array("%PDF-".utf8), "application/pdf"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ([0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
    ]
}
