import Metrics

/// The figures of the event consumer.
struct ConsumerMetrics: Sendable {
    func processed(consumer: String, outcome: HandlingOutcome, duration: Duration) {
        Metrics.Timer(
            label: "messaging_process_duration_seconds",
            dimensions: [("destination", consumer), ("outcome", outcome.rawValue)]
        ).record(duration: duration)
        if outcome == .duplicate { Counter(label: "hoso_inbox_duplicates_total").increment() }
    }

    func redelivered() {
        Counter(label: "hoso_amqp_redelivered_total").increment()
    }

    func quarantined(consumer: String, failure: String) {
        Counter(label: "hoso_quarantined_total", dimensions: [("consumer", consumer), ("failure", failure)]).increment()
    }

    func backlog(pending: Int64, oldestDueAgeSeconds: Double, quarantined: [String: Int64], consumers: [String]) {
        Gauge(label: "hoso_retries_pending").record(pending)
        Gauge(label: "hoso_retries_oldest_due_age_seconds").record(oldestDueAgeSeconds)
        for consumer in consumers {
            Gauge(label: "hoso_quarantine_messages", dimensions: [("consumer", consumer)]).record(quarantined[consumer] ?? 0)
        }
    }
}
