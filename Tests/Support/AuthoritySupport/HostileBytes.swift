/// Variations of a good input that a parser must survive.
public enum HostileBytes {
    /// The input cut off after every byte.
    public static func truncations(of bytes: [UInt8]) -> [[UInt8]] { bytes.indices.map { Array(bytes[..<$0]) } }

    /// The input with one to four bytes changed, always the same ones for a seed.
    public static func flips(of bytes: [UInt8], count: Int, seed: UInt64) -> [[UInt8]] {
        var generator = SplitMix(state: seed)
        return (0..<count).map { _ in
            var changed = bytes
            for _ in 0...Int.random(in: 0..<4, using: &generator) {
                changed[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            return changed
        }
    }

    /// The input with every length replaced by a huge one, one byte after the other.
    public static func hugeLengths(of bytes: [UInt8]) -> [[UInt8]] {
        bytes.indices.dropLast(5).map { self.hugeLength(of: bytes, at: $0) }
    }

    /// The input with a huge length at one place.
    public static func hugeLength(of bytes: [UInt8], at index: Int) -> [UInt8] {
        var changed = bytes
        changed.replaceSubrange(index..<(index + 5), with: [0x84, 0x7F, 0xFF, 0xFF, 0xFF])
        return changed
    }

    /// So many sequences, one inside the other.
    public static func nesting(_ depth: Int) -> [UInt8] {
        var bytes: [UInt8] = [0x30, 0x00]
        for _ in 0..<depth {
            let count = bytes.count
            let header: [UInt8] =
                count < 128
                ? [0x30, UInt8(count)] : [0x30, 0x83, UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)]
            bytes = header + bytes
        }
        return bytes
    }

    /// All of the above, and some short ones.
    public static func all(of bytes: [UInt8], seed: UInt64) -> [[UInt8]] {
        self.truncations(of: bytes) + self.hugeLengths(of: bytes) + self.flips(of: bytes, count: 600, seed: seed)
            + [self.nesting(10), self.nesting(1_000), [], [0x30], [0x30, 0x80], [0x30, 0x80, 0, 0], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]]
    }

    /// A small generator that is the same on every machine.
    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var value = self.state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }
}
