import CoreMetrics
import Synchronization

/// A gauge that can be moved as well as set.
final class PrometheusMeter: MeterHandler {
    private let registry: PrometheusRegistry
    private let series: PrometheusRegistry.Series
    private let current = Mutex(0.0)

    init(registry: PrometheusRegistry, label: String, dimensions: [(String, String)]) {
        self.registry = registry
        self.series = PrometheusRegistry.Series(label: label, dimensions: dimensions)
    }

    func set(_ value: Int64) { self.set(Double(value)) }
    func set(_ value: Double) { self.change { $0 = value } }
    func increment(by amount: Double) { self.change { $0 += amount } }
    func decrement(by amount: Double) { self.change { $0 -= amount } }

    private func change(_ body: (inout Double) -> Void) {
        self.current.withLock { value in
            body(&value)
            self.registry.set(value, of: self.series)
        }
    }
}
