import Synchronization

/// Makes version 7 identifiers, each greater than the one before in this process.
///
/// When the clock stands still or goes back, the last time is kept and the random part is counted up by a
/// random step (RFC 9562, section 6.2, method 2).
public final class UUIDv7Source: IdentifierSource {
    private struct State {
        var milliseconds: Int64 = 0
        var upper: UInt64 = 0
        var lower: UInt64 = 0
    }

    private static let upperMask: UInt64 = 0x0FFF
    private static let lowerMask: UInt64 = 0x3FFF_FFFF_FFFF_FFFF

    private let clock: any UTCClock
    private let state = Mutex(State())

    /// Makes a source that reads this clock.
    public init(clock: any UTCClock = SystemClock()) {
        self.clock = clock
    }

    /// A new identifier, greater than all this source made before.
    public func next() -> Identifier {
        let now = self.clock.now().microsecondsSinceEpoch / 1000
        return self.state.withLock { state in
            if now > state.milliseconds {
                state.milliseconds = now
                state.upper = UInt64.random(in: 0...Self.upperMask)
                state.lower = UInt64.random(in: 0...Self.lowerMask)
            } else {
                Self.countUp(&state)
            }
            return Identifier.version7(
                at: UTCInstant(microsecondsSinceEpoch: state.milliseconds * 1000),
                random: (state.upper, state.lower))
        }
    }

    private static func countUp(_ state: inout State) {
        state.lower += UInt64.random(in: 1...0xFFFF_FFFF)
        guard state.lower > Self.lowerMask else { return }
        state.lower &= Self.lowerMask
        state.upper += 1
        guard state.upper > Self.upperMask else { return }
        state.upper = 0
        state.milliseconds += 1
    }
}
