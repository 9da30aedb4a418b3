/// A `numeric` as it comes from the server: digits to the base 10000.
///
/// Source: PostgreSQL 15, `src/backend/utils/adt/numeric.c`, `numeric_send`.
struct PostgresNumeric {
    private let digits: [Int]
    /// The power of 10000 of the first digit.
    private let weight: Int
    private let sign: UInt16
    /// How many decimals are shown.
    private let scale: Int

    /// Reads the binary format, nil when it is not one.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 8, bytes.count % 2 == 0 else { return nil }
        let words = (0..<bytes.count / 2).map {
            UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self))
        }
        guard Int(words[0]) == words.count - 4, words[4...].allSatisfy({ $0 < 10_000 }) else { return nil }
        guard [0x0000, 0x4000, 0xC000, 0xD000, 0xF000].contains(words[2]) else { return nil }
        self.digits = words[4...].map(Int.init)
        self.weight = Int(Int16(bitPattern: words[1]))
        self.sign = words[2]
        self.scale = Int(words[3])
    }

    /// The number as PostgreSQL would print it.
    var text: String {
        switch self.sign {
        case 0xC000: return "nan"
        case 0xD000: return "inf"
        case 0xF000: return "-inf"
        default: break
        }
        var text = self.sign == 0x4000 ? "-" : ""
        text += self.weight < 0 ? "0" : (0...self.weight).map { Self.padded(self.digit($0), first: $0 == 0) }.joined()
        guard self.scale > 0 else { return text }
        // A weight below -1 means groups of zeros between the point and the first digit.
        var fraction = String(repeating: "0000", count: max(0, -self.weight - 1))
        var position = max(0, self.weight + 1)
        while fraction.utf8.count < self.scale {
            fraction += Self.padded(self.digit(position), first: false)
            position += 1
        }
        return text + "." + fraction.prefix(self.scale)
    }

    /// The number when it has no fraction and fits.
    var integer: Int64? {
        guard self.sign == 0x0000 || self.sign == 0x4000 else { return nil }
        guard self.digits.indices.allSatisfy({ $0 <= self.weight || self.digits[$0] == 0 }) else { return nil }
        guard self.weight < 5 else { return nil }
        var value: Int64 = 0
        for position in stride(from: 0, through: self.weight, by: 1) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10_000)
            // Counted downwards, because the smallest number has no positive counterpart.
            let (next, carry) = product.subtractingReportingOverflow(Int64(self.digit(position)))
            guard !overflow, !carry else { return nil }
            value = next
        }
        guard self.sign == 0x0000 else { return value }
        return value == .min ? nil : -value
    }

    private func digit(_ position: Int) -> Int {
        self.digits.indices.contains(position) ? self.digits[position] : 0
    }

    private static func padded(_ digit: Int, first: Bool) -> String {
        let text = String(digit)
        return first ? text : String(repeating: "0", count: 4 - text.utf8.count) + text
    }
}
