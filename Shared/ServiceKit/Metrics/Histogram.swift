/// Counts observations per bucket. Unit of what is observed: seconds, or bytes for sizes.
struct Histogram: Sendable {
    private static let bounds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

    private var counts = [UInt64](repeating: 0, count: Self.bounds.count)
    private var total: UInt64 = 0
    private var sum = 0.0

    mutating func observe(_ value: Double) {
        self.total += 1
        self.sum += value
        for (index, bound) in Self.bounds.enumerated() where value <= bound { self.counts[index] += 1 }
    }

    func lines(_ series: PrometheusRegistry.Series) -> [String] {
        let comma = series.labels.isEmpty ? "" : ","
        let buckets = zip(Self.bounds, self.counts).map { bound, count in
            "\(series.name)_bucket{\(series.labels)\(comma)le=\"\(PrometheusRegistry.number(bound))\"} \(count)\n"
        }
        let braces = PrometheusRegistry.braces(series.labels)
        return buckets + [
            "\(series.name)_bucket{\(series.labels)\(comma)le=\"+Inf\"} \(self.total)\n",
            "\(series.name)_sum\(braces) \(PrometheusRegistry.number(self.sum))\n",
            "\(series.name)_count\(braces) \(self.total)\n",
        ]
    }
}
