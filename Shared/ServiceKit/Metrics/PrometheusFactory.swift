public import CoreMetrics

/// Hands out metrics that write into a ``PrometheusRegistry``.
public struct PrometheusFactory: MetricsFactory {
    private let registry: PrometheusRegistry

    /// Makes a factory.
    public init(_ registry: PrometheusRegistry) { self.registry = registry }

    /// A counter.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        PrometheusMetric(registry: self.registry, label: label, dimensions: dimensions)
    }

    /// A gauge, or a histogram where values are to be aggregated.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        PrometheusMetric(registry: self.registry, label: label, dimensions: dimensions, aggregates: aggregate)
    }

    /// A gauge that is set or moved.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        PrometheusMeter(registry: self.registry, label: label, dimensions: dimensions)
    }

    /// A histogram of seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        PrometheusMetric(registry: self.registry, label: label, dimensions: dimensions)
    }

    /// Series are kept for the life of the process.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// Series are kept for the life of the process.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Series are kept for the life of the process.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// Series are kept for the life of the process.
    public func destroyTimer(_ handler: any TimerHandler) {}
}
