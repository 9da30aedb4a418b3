/// Bytes as digits.
enum Hexadecimal {
    private static let upperDigits = Array("0123456789ABCDEF".utf8)

    /// Two upper-case digits a byte, as packages write checksums.
    static func upper(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { [self.upperDigits[Int($0 >> 4)], self.upperDigits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
