public import AMQP
public import Clocks
public import Logging
public import Postgres
public import ServiceLifecycle
import Synchronization

/// Handles the events a service subscribes to: at least once on the wire, exactly once in effect, in order per key.
///
/// Per message: decode → inbox row → the handler's change → its own events → commit → acknowledge. What fails is kept
/// before it is acknowledged, as a row in `retries` or `quarantine`. While the database cannot be reached nothing is
/// acknowledged and the queue is the buffer.
public final class EventConsumer: Service {
    private let subscriptions: [String: [String: EventSubscription]]
    private let broker: AMQPClient
    private let processor: EventProcessor
    private let configuration: ConsumerConfiguration
    private let logger: Logger
    private let retriesAdded = WakeSignal()
    private let isStopping = Atomic<Bool>(false)
    private let consumers = Mutex<[AMQPConsumer]>([])

    /// Makes a consumer.
    ///
    /// - Throws: ``MessagingError`` `.duplicateSubscription`.
    public init(
        subscriptions: [EventSubscription], database: PostgresClient, broker: AMQPClient, log: EventLog,
        clock: any UTCClock, configuration: ConsumerConfiguration = ConsumerConfiguration(), logger: Logger
    ) throws {
        var byQueue: [String: [String: EventSubscription]] = [:]
        for subscription in subscriptions {
            guard byQueue[subscription.queue]?[subscription.event] == nil else {
                throw MessagingError(
                    code: .duplicateSubscription,
                    message: "\(subscription.queue) handles \(subscription.event) twice")
            }
            byQueue[subscription.queue, default: [:]][subscription.event] = subscription
        }
        self.subscriptions = byQueue
        self.broker = broker
        self.configuration = configuration
        self.logger = logger
        self.processor = EventProcessor(
            database: database, log: log, clock: clock, configuration: configuration, subscriptions: byQueue)
    }

    /// Handles events until graceful shutdown, then finishes what is in hand.
    ///
    /// - Throws: ``MessagingError`` `.queueMissing` when the broker does not have a queue and `declaresTopology` is
    ///   off: an operator must load the definitions.
    public func run() async throws {
        let queues = self.subscriptions.keys.sorted()
        guard !queues.isEmpty else {
            try await gracefulShutdown()
            return
        }
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { group in
                for queue in queues { group.addTask { try await self.consume(queue) } }
                group.addTask { try await self.retryWorker(queues).run() }
            }
        } onGracefulShutdown: {
            self.isStopping.store(true, ordering: .relaxed)
            self.retriesAdded.raise()
            self.stopped.raise()
        }
    }

    private let stopped = WakeSignal()

    private var isActive: Bool { !self.isStopping.load(ordering: .relaxed) && !Task.isCancelled }

    private func retryWorker(_ queues: [String]) -> RetryWorker {
        RetryWorker(
            consumers: queues, database: self.processor.database, processor: self.processor, added: self.retriesAdded,
            logger: self.logger, isStopping: { self.isStopping.load(ordering: .relaxed) })
    }

    /// Subscribes to a queue again and again until told to stop.
    private func consume(_ queue: String) async throws {
        let worker = QueueWorker(
            queue: queue, broker: self.broker, processor: self.processor, retriesAdded: self.retriesAdded,
            logger: self.logger, isStopping: { self.isStopping.load(ordering: .relaxed) })
        while self.isActive {
            do {
                try await self.prepare(queue)
                let consumer = try await self.broker.consume(queue: queue, prefetch: self.configuration.prefetch)
                try await self.run(worker, consumer)
            } catch let error as AMQPError {
                guard self.isActive else { return }
                guard error.code != .shutDown else { throw error }
                self.logger.debug(
                    "Consuming starts again", metadata: ["queue.name": "\(queue)", "error.type": "\(error.code)"])
                // A cancelled sleep means that we stop; the loop looks.
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    /// Runs the worker; on graceful shutdown the subscription ends, and with it the worker.
    private func run(_ worker: QueueWorker, _ consumer: AMQPConsumer) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                // Returns only when the process stops or the worker has ended.
                try? await gracefulShutdown()
                guard !Task.isCancelled else { return }
                await consumer.cancel()
            }
            try await worker.run(consumer)
            group.cancelAll()
            // A failed goodbye is no failure: the subscription ends with the connection.
            while (try? await group.next()) != nil {}
        }
    }

    private func prepare(_ queue: String) async throws {
        if self.configuration.declaresTopology {
            try await self.broker.declare(
                EventTopology.active(
                    queue: queue, events: self.subscriptions[queue]?.keys.sorted() ?? [],
                    exchange: self.configuration.exchange))
            return
        }
        do {
            _ = try await self.broker.status(ofQueue: queue)
        } catch {
            guard error.replyCode == 404 else { throw error }
            throw MessagingError(
                code: .queueMissing,
                message: "the broker has no queue \(queue); load deploy/rabbitmq/definitions.json")
        }
    }
}
