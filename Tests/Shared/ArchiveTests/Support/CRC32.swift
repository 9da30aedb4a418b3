/// The checksum of ZIP.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { number in
        var value = UInt32(number)
        for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
        return value
    }

    static func of(_ bytes: [UInt8]) -> UInt32 {
        var value = UInt32.max
        for byte in bytes {
            let index = Int((value ^ UInt32(byte)) & 0xFF)
            value = Self.table[index] ^ (value >> 8)
        }
        return ~value
    }
}
