/// Names stored bytes by what they are: their SHA-256 digest and their length.
public struct BlobReference: Hashable, Sendable {
    /// The digest. Count: 32 bytes.
    public let sha256: [UInt8]
    /// The length. Unit: bytes. Range: `0...`.
    public let sizeBytes: Int64

    /// Makes a reference, or nil unless the digest has 32 bytes and the size is not negative.
    ///
    /// A reference from outside is checked here once; it never becomes part of a path in any other form
    /// than 64 hexadecimal digits.
    public init?(sha256: [UInt8], sizeBytes: Int64) {
        guard sha256.count == 32, sizeBytes >= 0 else { return nil }
        self.sha256 = sha256
        self.sizeBytes = sizeBytes
    }

    /// Reads 64 lower-case hexadecimal digits, or returns nil.
    public init?(hex: String, sizeBytes: Int64) {
        guard hex.utf8.count == 64 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        var upper: UInt8?
        for digit in hex.utf8 {
            guard let value = Self.value(of: digit) else { return nil }
            if let high = upper {
                bytes.append(high << 4 | value)
                upper = nil
            } else {
                upper = value
            }
        }
        self.init(sha256: bytes, sizeBytes: sizeBytes)
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        let text = self.sha256.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }
}

extension BlobReference: CustomStringConvertible {
    /// The digest and the size; safe for logs, as it shows nothing of the content.
    public var description: String { "sha256:\(self.hex) (\(self.sizeBytes) bytes)" }
}
