import Foundation
import Testing

@testable import Postgres

/// Bytes that no honest server sends must end in nil, never in a trap.
@Suite struct HostileBytesTests {
    @Test(arguments: [
        [], [0], [0, 1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0, 0, 0], [0xFF, 0xFF, 0, 0, 0, 0, 0, 0],
        [0, 1, 0, 0, 0x12, 0x34, 0, 0, 0, 1], [0, 1, 0, 0, 0, 0, 0, 0, 0x27, 0x10],
    ] as [[UInt8]])
    func `refuses a broken numeric`(_ bytes: [UInt8]) {
        #expect(bytes.withUnsafeBytes { PostgresNumeric($0) } == nil)
    }

    @Test func `reads the extremes of a numeric without a trap`() {
        for (weight, scale) in [(0x7F, 0xFF), (0x80, 0xFF), (0xFF, 0xFF), (0, 0), (4, 0), (5, 0)] as [(UInt8, UInt8)] {
            let bytes: [UInt8] = [0, 1, weight, 0, 0x40, 0, 0x3F, scale, 0x27, 0x0F]
            bytes.withUnsafeBytes { raw in
                let number = PostgresNumeric(raw)
                #expect(number?.text.isEmpty == false)
                _ = number?.integer
            }
        }
        #expect([0, 5, 0, 4, 0x40, 0, 0, 0, 3, 154, 13, 9, 1, 123, 28, 29, 22, 176].withUnsafeBytes {
            PostgresNumeric($0)?.integer
        } == nil)
    }

    @Test func `never leaves the bytes of an array, whatever they say`() {
        let seed = ProcessInfo.processInfo.environment["HOSO_TEST_SEED"].flatMap(UInt64.init) ?? .random(in: .min ... .max)
        var generator = Lehmer(state: seed | 1)
        var honest: [UInt8] = []
        for word in [1, 0, 20, 2, 1, 8, 0, 1, 8, 0, 2] as [Int32] { honest.appendInteger(word) }
        for _ in 0..<20_000 {
            var bytes = honest
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: .min ... .max, using: &generator)
            }
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
            bytes.withUnsafeBytes { raw in
                var reader = PostgresArrayReader(raw)
                guard let header = reader.header() else { return }
                #expect(header.count <= raw.count, "seed \(seed)")
                for _ in 0..<header.count { guard reader.element() != nil else { return } }
            }
        }
    }

    /// A generator whose numbers can be had again.
    private struct Lehmer: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state = self.state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return self.state ^ self.state >> 33
        }
    }
}
