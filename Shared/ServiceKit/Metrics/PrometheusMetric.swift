import CoreMetrics

/// A counter, gauge or histogram that writes into the registry.
final class PrometheusMetric: CounterHandler, RecorderHandler, TimerHandler {
    private let registry: PrometheusRegistry
    private let series: PrometheusRegistry.Series
    private let aggregates: Bool

    init(registry: PrometheusRegistry, label: String, dimensions: [(String, String)], aggregates: Bool = false) {
        self.registry = registry
        self.series = PrometheusRegistry.Series(label: label, dimensions: dimensions)
        self.aggregates = aggregates
    }

    func increment(by amount: Int64) { self.registry.add(Double(amount), to: self.series) }
    func reset() { self.registry.reset(self.series) }
    func record(_ value: Int64) { self.record(Double(value)) }
    func record(_ value: Double) {
        if self.aggregates {
            self.registry.observe(value, of: self.series)
        } else {
            self.registry.set(value, of: self.series)
        }
    }
    func recordNanoseconds(_ duration: Int64) { self.registry.observe(Double(duration) / 1e9, of: self.series) }
}

extension PrometheusRegistry.Series {
    /// Names and labels are cut to the characters the format allows; label values are escaped.
    init(label: String, dimensions: [(String, String)]) {
        func name(_ text: String) -> String {
            String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") ? $0 : "_" })
        }
        func value(_ text: String) -> String {
            text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        }
        self.init(
            name: name(label),
            labels: dimensions.sorted { $0.0 < $1.0 }.map { "\(name($0.0))=\"\(value($0.1))\"" }.joined(separator: ","))
    }
}
