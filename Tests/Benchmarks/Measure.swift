import Foundation

/// How fast something went and what it cost.
struct Measure {
    /// Operations per second of wall time.
    let rate: Double
    /// CPU time of this process per operation. Unit: microseconds.
    let cpuMicroseconds: Double

    /// Runs a body that does `count` operations; the best of several runs, since the machine may be busy with other things.
    static func best(of runs: Int = 3, count: Int, _ body: () async throws -> Void) async throws -> Measure {
        var best = Measure(rate: 0, cpuMicroseconds: 0)
        for _ in 0..<runs {
            let measure = try await Self.once(count: count, body)
            if measure.rate > best.rate { best = measure }
        }
        return best
    }

    /// Runs a body that does `count` operations.
    static func once(count: Int, _ body: () async throws -> Void) async throws -> Measure {
        let begin = ContinuousClock.now, cpu = Self.cpuSeconds()
        try await body()
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        return Measure(rate: Double(count) / seconds, cpuMicroseconds: (Self.cpuSeconds() - cpu) / Double(count) * 1e6)
    }

    /// The median rate and the median cost of several runs, each for itself.
    static func median(_ measures: [Measure]) -> Measure {
        func middle(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }
        guard !measures.isEmpty else { return Measure(rate: 0, cpuMicroseconds: 0) }
        return Measure(rate: middle(measures.map(\.rate)), cpuMicroseconds: middle(measures.map(\.cpuMicroseconds)))
    }

    private static func cpuSeconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(microseconds) / 1e6
    }
}
