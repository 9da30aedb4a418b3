import Foundation

/// What some pages took.
struct Cost {
    /// Wall time. Unit: seconds.
    let seconds: Double
    /// CPU time of this process and of those it started and waited for. Unit: seconds.
    let cpuSeconds: Double

    /// Runs a body that ends the processes it starts, so that their time counts.
    static func of(_ body: () async throws -> Void) async throws -> Cost {
        let begin = ContinuousClock.now, cpu = Self.cpu()
        try await body()
        return Cost(seconds: (ContinuousClock.now - begin) / .seconds(1), cpuSeconds: Self.cpu() - cpu)
    }

    static func - (left: Cost, right: Cost) -> Cost {
        Cost(seconds: max(0.001, left.seconds - right.seconds), cpuSeconds: max(0.001, left.cpuSeconds - right.cpuSeconds))
    }

    private static func cpu() -> Double {
        [RUSAGE_SELF, RUSAGE_CHILDREN].reduce(0) { sum, who in
            var usage = rusage()
            getrusage(__rusage_who_t(who.rawValue), &usage)
            let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
            return sum + Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(microseconds) / 1e6
        }
    }
}
