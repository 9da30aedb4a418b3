#if canImport(Glibc)
import Glibc
#endif

/// SplitMix64, so that a failing run can be repeated: its seed is printed, and taken from `HOSO_TEST_SEED`.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        self.state = seed
    }

    static func announced(_ what: String) -> SeededRandom {
        let given = getenv("HOSO_TEST_SEED").flatMap { UInt64(String(cString: $0)) }
        let seed = given ?? UInt64.random(in: .min ... .max)
        print("\(what): HOSO_TEST_SEED=\(seed)")
        return SeededRandom(seed: seed)
    }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }
}
