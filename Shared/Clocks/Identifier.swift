/// A UUID; new ones are version 7, so they sort by the time they were made.
public struct Identifier: Hashable, Sendable {
    /// Bytes 0 to 7, big-endian.
    let high: UInt64
    /// Bytes 8 to 15, big-endian.
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The least identifier: where a list that goes forwards begins.
    public static let minimum = Identifier(high: 0, low: 0)

    /// The greatest identifier: where a list that goes backwards begins.
    public static let maximum = Identifier(high: .max, low: .max)

    /// Makes an identifier from its bytes, or nil unless there are exactly 16.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        self.low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Reads `0195e3a0-…` in the form 8-4-4-4-12; upper-case digits are taken too.
    public init?(_ text: String) {
        guard text.utf8.count == 36 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for (index, byte) in text.utf8.enumerated() {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == 0x2D else { return nil }
                continue
            }
            guard let value = Self.hexValue(byte) else { return nil }
            if digits < 16 { words.0 = words.0 << 4 | value } else { words.1 = words.1 << 4 | value }
            digits += 1
        }
        self.init(high: words.0, low: words.1)
    }

    /// A version 7 identifier from a time and random bits; version and variant bits are set here.
    ///
    /// - Parameters:
    ///   - instant: Milliseconds of it become the first 48 bits; times before 1970 count as 1970.
    ///   - random: 74 bits are used: the lower 12 of the first, the lower 62 of the second.
    /// Source: RFC 9562, section 5.7.
    public static func version7(at instant: UTCInstant, random: (UInt64, UInt64)) -> Identifier {
        let milliseconds = UInt64(max(0, instant.microsecondsSinceEpoch / 1000))
        return Identifier(
            high: (milliseconds & 0xFFFF_FFFF_FFFF) << 16 | 0x7000 | (random.0 & 0x0FFF),
            low: 0x8000_0000_0000_0000 | (random.1 & 0x3FFF_FFFF_FFFF_FFFF))
    }

    /// The 16 bytes.
    public var bytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: self.high >> (56 - 8 * UInt64($0))) }
            + (0..<8).map { UInt8(truncatingIfNeeded: self.low >> (56 - 8 * UInt64($0))) }
    }

    private static func hexValue(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)
        case 0x61...0x66: UInt64(byte - 0x61 + 10)
        case 0x41...0x46: UInt64(byte - 0x41 + 10)
        default: nil
        }
    }
}

extension Identifier: Comparable {
    /// Orders as PostgreSQL orders `uuid`: byte by byte.
    public static func < (lhs: Identifier, rhs: Identifier) -> Bool {
        (lhs.high, lhs.low) < (rhs.high, rhs.low)
    }
}

extension Identifier: CustomStringConvertible {
    /// The lower-case text in the form 8-4-4-4-12.
    public var description: String {
        String(unsafeUninitializedCapacity: 36) { text in
            var next = 0
            for digit in 0..<32 {
                if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
                    text[next] = 0x2D
                    next += 1
                }
                let word = digit < 16 ? self.high : self.low
                let value = UInt8(truncatingIfNeeded: word >> UInt64(60 - digit % 16 * 4)) & 15
                text[next] = value < 10 ? 0x30 + value : 0x57 + value
                next += 1
            }
            return next
        }
    }
}
