import Foundation

enum Seeds {
    /// The seed of random tests, from HOSO_TEST_SEED or drawn; printed either way.
    static func draw(_ test: String) -> UInt64 {
        let given = ProcessInfo.processInfo.environment["HOSO_TEST_SEED"].flatMap(UInt64.init)
        let seed = given ?? UInt64.random(in: 0...UInt64.max)
        print("HOSO_TEST_SEED=\(seed) (\(test))")
        return seed
    }
}
