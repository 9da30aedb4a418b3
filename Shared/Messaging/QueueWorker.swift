import AMQP
import Clocks
import Logging
import Synchronization

/// Takes messages from one queue, in order per key, and acknowledges each after its commit.
final class QueueWorker: Sendable {
    private let queue: String
    private let broker: AMQPClient
    private let processor: EventProcessor
    private let retriesAdded: WakeSignal
    private let logger: Logger
    private let lanes = Mutex(KeyedLanes<AMQPDelivery>())
    private let isStopping: @Sendable () -> Bool

    init(
        queue: String, broker: AMQPClient, processor: EventProcessor, retriesAdded: WakeSignal, logger: Logger,
        isStopping: @escaping @Sendable () -> Bool
    ) {
        self.queue = queue
        self.broker = broker
        self.processor = processor
        self.retriesAdded = retriesAdded
        self.logger = logger
        self.isStopping = isStopping
    }

    /// Consumes until the consumer is cancelled, then finishes what is in hand.
    func run(_ consumer: AMQPConsumer) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for try await delivery in consumer {
                if delivery.redelivered { self.processor.metrics.redelivered() }
                // Messages without a key go side by side: they end in quarantine.
                let key = delivery.properties.headers["cloudEvents:subject"]?.stringValue ?? "\(delivery.deliveryTag)"
                guard self.lanes.withLock({ $0.add(delivery, key: key) }) else { continue }
                group.addTask {
                    var current: AMQPDelivery? = delivery
                    while let delivery = current {
                        await self.settle(delivery, consumer)
                        current = self.lanes.withLock { $0.next(key) }
                    }
                }
            }
        }
    }

    /// Handles until something is committed, then acknowledges; gives the message back when we stop before.
    private func settle(_ delivery: AMQPDelivery, _ consumer: AMQPConsumer) async {
        let message = ReceivedMessage(delivery)
        var failures = 0
        while !Task.isCancelled {
            let start = ContinuousClock.now
            do {
                let outcome = try await self.processor.handle(message, consumer: self.queue)
                self.processor.metrics.processed(consumer: self.queue, outcome: outcome, duration: .now - start)
                if outcome == .retried || outcome == .parked { self.retriesAdded.raise() }
                self.tell(message, of: delivery)
                self.finish { () throws(AMQPError) in try consumer.ack(delivery) }
                return
            } catch {
                // Nothing was committed, so nothing may be acknowledged: the queue is the buffer.
                failures += 1
                if failures == 1 {
                    self.logger.warning(
                        "Consuming pauses until the database is back",
                        metadata: ["queue.name": "\(self.queue)", "error.type": "\(error)"])
                }
                guard !self.isStopping(), await self.pause(failures) else { break }
            }
        }
        self.finish { () throws(AMQPError) in try consumer.nack(delivery, requeue: true) }
    }

    /// One line per message under the trace of its sender, for those who follow a request through the logs.
    private func tell(_ message: ReceivedMessage, of delivery: AMQPDelivery) {
        guard self.logger.logLevel <= .debug, let traceparent = message.headers["traceparent"] else { return }
        TraceContext.$current.withValue(.continuing(traceparent)) {
            self.logger.debug(
                "took an event", metadata: ["queue.name": "\(self.queue)", "event.name": "\(delivery.routingKey)"])
        }
    }

    /// - Returns: False when the task was cancelled meanwhile.
    private func pause(_ failures: Int) async -> Bool {
        let limit = self.processor.configuration.longestPause
        let pause = min(.milliseconds(50) * (1 << min(failures, 20)), limit) * Double.random(in: 0.5...1)
        do {
            try await Task.sleep(for: pause)
            return true
        } catch {
            return false
        }
    }

    /// A connection that is gone gives all its messages back by itself; the inbox removes what was handled.
    private func finish(_ call: () throws(AMQPError) -> Void) {
        do {
            try call()
        } catch {
            self.logger.debug(
                "A message could not be settled and comes again",
                metadata: ["queue.name": "\(self.queue)", "error.type": "\(error.code)"])
        }
    }
}
