import Metrics

/// The figures of the event relay.
struct RelayMetrics: Sendable {
    private let pending = Gauge(label: "hoso_outbox_pending")
    private let oldestAge = Gauge(label: "hoso_outbox_oldest_age_seconds")

    func record(_ lag: RelayLag) async throws {
        self.pending.record(lag.pending)
        self.oldestAge.record(lag.oldestAgeSeconds)
    }

    /// Counts outcomes of publishing; the labels are the four of the registry.
    func count(_ result: PublishResult, by amount: Int) {
        Counter(label: "hoso_amqp_publish_total", dimensions: [("result", result.rawValue)]).increment(by: amount)
    }
}
