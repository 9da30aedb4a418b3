import AMQP
import Clocks
import Logging
import Messaging
import Migrations
import Postgres
import TestSupport
import Testing

/// A service's worth of messaging on the real database and broker: a schema, an exchange and a queue of its own.
struct Bench {
    static let event = "test.happened.v1"

    let database: PostgresClient
    let broker: AMQPClient
    let log = EventLog()
    let exchange: String
    let queue: String
    let identifiers = UUIDv7Source()

    /// Runs a test with a bench; everything is removed afterwards.
    static func with(_ body: (Bench) async throws -> Void) async throws {
        let effects = Migration(
            version: 100, name: "create_effects",
            sql: """
                CREATE TABLE effects (
                    position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
                    event_id uuid   NOT NULL,
                    key      text   NOT NULL,
                    number   bigint NOT NULL
                );
                """)
        try await TestDatabase.withSchema(migrations: Messaging.migrations + [effects], maximumConnections: 12) { database in
            let broker = AMQPClient(configuration: try TestBroker.configuration(), logger: Logger(label: "test"))
            let bench = Bench(
                database: database, broker: broker, exchange: TestBroker.uniqueName("events"),
                queue: TestBroker.uniqueName("queue"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await broker.run() }
                try await broker.waitUntilConnected()
                try await broker.declare(AMQPTopology(exchanges: [.init(bench.exchange, kind: .topic)]))
                let result: Result<Void, any Error>
                do { result = .success(try await body(bench)) } catch { result = .failure(error) }
                _ = try? await broker.deleteQueue(bench.queue)
                _ = try? await broker.deleteExchange(bench.exchange)
                group.cancelAll()
                try result.get()
            }
        }
    }

    func declareQueue(_ events: [String] = [Bench.event]) async throws {
        try await self.broker.declare(EventTopology.active(queue: self.queue, events: events, exchange: self.exchange))
    }

    func makeEvent(_ number: Int, key: String = "key", name: String = Bench.event) -> OutgoingEvent {
        OutgoingEvent(
            id: self.identifiers.next(), name: name, key: key, occurredAt: SystemClock().now(),
            payload: [UInt8(truncatingIfNeeded: number)], dataSchema: "hoso.test.v1.Happened", traceparent: "00-1-2-01")
    }

    func append(_ events: OutgoingEvent...) async throws {
        try await self.append(events)
    }

    func append(_ events: [OutgoingEvent]) async throws {
        try await self.database.withTransaction { try await self.log.append(events, in: $0) }
    }

    func relay(log: EventLog? = nil, _ change: (inout RelayConfiguration) -> Void = { _ in }) -> EventRelay {
        var configuration = RelayConfiguration(source: "hoso/test")
        configuration.exchange = self.exchange
        configuration.longestPause = .milliseconds(500)
        configuration.measureInterval = .milliseconds(100)
        change(&configuration)
        return EventRelay(
            log: log ?? self.log, database: self.database, broker: self.broker, configuration: configuration,
            logger: Logger(label: "test"))
    }

    /// A consumer whose effect is a row in `effects`; `failing` runs before the row is written.
    func consumer(
        failing: @escaping @Sendable (IncomingEvent) throws -> Void = { _ in },
        telling: @escaping @Sendable (IncomingEvent) -> [OutgoingEvent] = { _ in [] },
        configuring change: (inout ConsumerConfiguration) -> Void = { _ in }
    ) throws -> EventConsumer {
        var configuration = ConsumerConfiguration()
        configuration.exchange = self.exchange
        configuration.declaresTopology = true
        configuration.shortestRetryDelay = .milliseconds(100)
        configuration.pollInterval = .milliseconds(50)
        configuration.longestPause = .milliseconds(500)
        change(&configuration)
        let subscription = EventSubscription(queue: self.queue, event: Bench.event) { event, transaction in
            try failing(event)
            try await transaction.query(
                "INSERT INTO effects (event_id, key, number) VALUES (\(event.id), \(event.key), \(Int64(event.payload[0])))")
            return telling(event)
        }
        return try EventConsumer(
            subscriptions: [subscription], database: self.database, broker: self.broker, log: self.log,
            clock: SystemClock(), configuration: configuration, logger: Logger(label: "test"))
    }

    /// Publishes a message as it is, past the relay.
    func publish(_ message: AMQPMessage) async throws {
        try await self.broker.publish(message)
    }

    /// The numbers of the effects in the order of their commits' rows.
    func effects(key: String? = nil) async throws -> [Int64] {
        let rows = try await self.database.query(
            "SELECT number FROM effects WHERE \(key)::text IS NULL OR key = \(key) ORDER BY position")
        return try rows.map { try $0.decode(Int64.self) }
    }

    func count(_ table: String) async throws -> Int64 {
        try await self.database.query("SELECT count(*) FROM \(identifier: table)").decodeOnly(Int64.self)
    }

    /// Rows of the log that are not yet behind the cursor.
    func pending() async throws -> Int64 {
        try await self.database.query(
            """
            SELECT count(*) FROM event_log, event_cursor
            WHERE NOT pg_visible_in_snapshot(event_log.xid, event_cursor.behind)
            """
        ).decodeOnly(Int64.self)
    }

    func queued() async throws -> Int { Int(try await self.broker.status(ofQueue: self.queue).messageCount) }

    /// Whether the queue is empty and there are at least so many effects.
    func isDrained(effects: Int) async throws -> Bool {
        let done = try await self.effects().count
        return try await self.queued() == 0 && done >= effects
    }

    /// Asks again and again until the answer is yes; fails the test when it takes too long.
    func until(
        _ what: String, within limit: Duration = .seconds(180), location: SourceLocation = #_sourceLocation,
        _ condition: () async throws -> Bool
    ) async throws {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("did not happen within \(limit): \(what)", sourceLocation: location)
    }
}

/// Runs services beside a body and cancels them when it has ended.
func running(_ services: [@Sendable () async throws -> Void], _ body: () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for service in services { group.addTask { try await service() } }
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        group.cancelAll()
        while let ended = await group.nextResult() { _ = ended }
        try result.get()
    }
}

/// All suites that need the broker run one after the other, because some of them stop it.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct BusTests {}
