import Clocks
import Synchronization
import Testing

/// A clock that says what it was told last.
private final class SettableClock: UTCClock {
    let instant: Mutex<UTCInstant>
    init(_ instant: UTCInstant) { self.instant = Mutex(instant) }
    func now() -> UTCInstant { self.instant.withLock { $0 } }
}

@Suite struct IdentifierTests {
    @Test func `follows the example of RFC 9562`() throws {
        let instant = UTCInstant(microsecondsSinceEpoch: 0x017F_22E2_79B0 * 1000)
        let identifier = Identifier.version7(at: instant, random: (0xCC3, 0x18C4_DC0C_0C07_398F))

        #expect(identifier.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
        #expect(Identifier("017F22E2-79B0-7CC3-98C4-DC0C0C07398F") == identifier)
        #expect(Identifier(bytes: identifier.bytes) == identifier)
        #expect(identifier.bytes.count == 16)
    }

    @Test(arguments: [
        "", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398fa",
        "017f22e279b07cc398c4dc0c0c07398f", "g17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "{17f22e2-79b0-7cc3-98c4-dc0c0c07398}", "017f22e2_79b0-7cc3-98c4-dc0c0c07398f",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398\u{0}",
    ])
    func `refuses other text`(text: String) {
        #expect(Identifier(text) == nil)
    }

    @Test(arguments: [0, 15, 17])
    func `refuses another number of bytes`(count: Int) {
        #expect(Identifier(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test func `the source counts up while the clock stands still or goes back`() {
        let clock = SettableClock(UTCInstant(microsecondsSinceEpoch: 1_772_676_000_000_000))
        let source = UUIDv7Source(clock: clock)
        var identifiers = (0..<10_000).map { _ in source.next() }

        clock.instant.withLock { $0 = $0 - .seconds(3600) }
        identifiers += (0..<10_000).map { _ in source.next() }
        clock.instant.withLock { $0 = $0 + .seconds(7200) }
        identifiers += (0..<10_000).map { _ in source.next() }

        #expect(zip(identifiers, identifiers.dropFirst()).allSatisfy { $0 < $1 })
        #expect(identifiers.allSatisfy { $0.bytes[6] >> 4 == 7 && $0.bytes[8] >> 6 == 2 })
    }

    @Test func `many tasks never get the same identifier`() async {
        let source = UUIDv7Source()

        let all = await withTaskGroup(of: [Identifier].self) { group in
            for _ in 0..<8 { group.addTask { (0..<2000).map { _ in source.next() } } }
            return await group.reduce(into: Set<Identifier>()) { $0.formUnion($1) }
        }

        #expect(all.count == 16_000)
    }
}
