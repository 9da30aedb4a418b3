import CoreMetrics
import Synchronization

/// Keeps every metric of the process and writes them in the Prometheus text format 0.0.4.
///
/// There is no Prometheus backend among the packages hoso builds on, so this small one is its own.
public final class PrometheusRegistry: Sendable {
    /// What identifies one time series.
    struct Series: Hashable, Comparable, Sendable {
        let name: String
        let labels: String

        static func < (lhs: Self, rhs: Self) -> Bool { (lhs.name, lhs.labels) < (rhs.name, rhs.labels) }
    }

    private enum Value: Sendable {
        case counter(Double)
        case gauge(Double)
        case histogram(Histogram)

        var type: String {
            switch self {
            case .counter: "counter"
            case .gauge: "gauge"
            case .histogram: "histogram"
            }
        }
    }

    private let values = Mutex<[Series: Value]>([:])

    /// Makes an empty registry.
    public init() {}

    func add(_ amount: Double, to series: Series) {
        self.values.withLock { values in
            var total = amount
            if case .counter(let before) = values[series] { total += before }
            values[series] = .counter(total)
        }
    }

    func reset(_ series: Series) { self.values.withLock { $0[series] = .counter(0) } }

    func set(_ value: Double, of series: Series) { self.values.withLock { $0[series] = .gauge(value) } }

    func observe(_ value: Double, of series: Series) {
        self.values.withLock { values in
            var histogram = Histogram()
            if case .histogram(let before) = values[series] { histogram = before }
            histogram.observe(value)
            values[series] = .histogram(histogram)
        }
    }

    /// The text of `GET /metrics`.
    public func text() -> String {
        let values = self.values.withLock { $0 }
        var text = ""
        var lastName = ""
        for (series, value) in values.sorted(by: { $0.key < $1.key }) {
            if series.name != lastName { text += "# TYPE \(series.name) \(value.type)\n" }
            lastName = series.name
            switch value {
            case .counter(let number), .gauge(let number):
                text += "\(series.name)\(Self.braces(series.labels)) \(Self.number(number))\n"
            case .histogram(let histogram):
                text += histogram.lines(series).joined()
            }
        }
        return text
    }

    static func braces(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}
