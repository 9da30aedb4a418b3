import Testing

@testable import GRPCAMQPTransport

@Suite struct QuickStartsTests {
    private static let quick = QuickStarts.limit, slow = QuickStarts.limit + .nanoseconds(1)

    /// Notes quick starts until the method is trusted; returns how many it took.
    private static func earnTrust(_ starts: inout QuickStarts, _ method: String = "m") -> Int {
        var count = 0
        while !starts.trusts(method) {
            starts.note(method, took: Self.quick)
            count += 1
        }
        return count
    }

    @Test func `a method is trusted after enough quick starts, each method for itself`() {
        var starts = QuickStarts()

        let needed = Self.earnTrust(&starts)

        #expect(needed == QuickStarts.trials)
        #expect(!starts.trusts("other"))
        starts.note("m", took: .zero)
        #expect(starts.trusts("m"))
    }

    @Test func `a slow start before it is trusted begins the count again`() {
        var starts = QuickStarts()
        for _ in 1..<QuickStarts.trials { starts.note("m", took: Self.quick) }
        starts.note("m", took: Self.slow)

        #expect(!starts.trusts("m"))
        let needed = Self.earnTrust(&starts)
        #expect(needed == QuickStarts.trials)
    }

    @Test func `a trusted method that is slow once is not trusted any more and has to earn it twice as often`() {
        var starts = QuickStarts()
        _ = Self.earnTrust(&starts)

        for doubling in 1...3 {
            starts.note("m", took: .seconds(5))
            #expect(!starts.trusts("m"))
            let needed = Self.earnTrust(&starts)
            #expect(needed == QuickStarts.trials << doubling)
        }
    }
}
