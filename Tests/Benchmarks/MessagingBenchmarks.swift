import AMQP
import Clocks
import Foundation
import Logging
import Messaging
import Migrations
import NIOCore
import Postgres

/// What the event log, the relay and the inbox cost beside the same work without them.
struct MessagingBenchmarks {
    let stack: Stack
    private let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
    private let event = "bench.row_written.v1"

    func run() async throws {
        let client = PostgresClient(configuration: self.stack.database, logger: self.logger)
        _ = try await client.query("CREATE SCHEMA IF NOT EXISTS bench")
        _ = try await Migrator(client: client, schema: "bench", logger: self.logger).apply(Messaging.migrations)
        _ = try await client.query("CREATE TABLE IF NOT EXISTS effects (id uuid NOT NULL)")
        try await self.businessTransactions(client)
        try await self.smallestTransactions(client)
        try await self.relayAndInbox(client)
        _ = try await client.query("DROP SCHEMA bench CASCADE")
        await client.shutdown()
    }

    private func make(_ number: Int, _ ids: UUIDv7Source, keys: Int = 100) -> OutgoingEvent {
        OutgoingEvent(
            id: ids.next(), name: self.event, key: "key \(number % keys)", occurredAt: SystemClock().now(),
            payload: [UInt8](repeating: 7, count: 256), dataSchema: "hoso.bench.v1.RowWritten")
    }

    /// Eight writers at a time, as a service has.
    private func parallel(_ count: Int, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask { for number in stride(from: writer, to: count, by: 8) { try await body(number) } }
            }
            try await group.waitForAll()
        }
    }

    /// What the change of a dossier does: its row, which orders its events, is locked and read, then it changes and a row of its
    /// history is added.
    private func businessTransactions(_ client: PostgresClient) async throws {
        let cases = 2_000
        _ = try await client.query("CREATE TABLE cases (id integer PRIMARY KEY, version integer NOT NULL)")
        _ = try await client.query("INSERT INTO cases SELECT number, 0 FROM generate_series(1, \(cases)) number")
        _ = try await client.query(
            "CREATE TABLE steps (case_id integer, version integer, done_at timestamptz NOT NULL, PRIMARY KEY (case_id, version))")
        let what = "Business transactions (a row locked and changed, a row added) with an event against without, 8 writers"
        try await self.compare(client, what, aim: "≥ 0.85") { number, transaction in
            let id = number % cases + 1
            let version = try await transaction.query("SELECT version FROM cases WHERE id = \(id) FOR UPDATE").decodeOnly(Int.self) + 1
            try await transaction.pipeline([
                "UPDATE cases SET version = \(version) WHERE id = \(id)", "INSERT INTO steps VALUES (\(id), \(version), now())",
            ])
        }
    }

    private func smallestTransactions(_ client: PostgresClient) async throws {
        let ids = UUIDv7Source()
        try await self.compare(client, "… of the smallest transaction there is (a row added without an index)") { _, transaction in
            try await transaction.query("INSERT INTO effects (id) VALUES (\(ids.next()))")
        }
    }

    private func compare(
        _ client: PostgresClient, _ what: String, aim: String = "–",
        _ work: @escaping @Sendable (_ number: Int, PostgresTransaction) async throws -> Void
    ) async throws {
        let count = 2_000
        let log = EventLog(), ids = UUIDv7Source()
        let rounds = try await Rounds.alternate(9) { _ in
            try await Rounds.rate(count) {
                try await self.parallel(count) { number in
                    try await client.withTransaction { transaction in
                        try await work(number, transaction)
                        try await log.append([self.make(number, ids)], in: transaction)
                    }
                }
            }
        } peer: { _ in
            try await Rounds.rate(count) {
                try await self.parallel(count) { number in
                    try await client.withTransaction { try await work(number, $0) }
                }
            }
        }
        Table.row(what, rounds, unit: "tx/s", aim: aim)
    }

    private func relayAndInbox(_ client: PostgresClient) async throws {
        let broker = AMQPClient(configuration: self.stack.connection("bench-messaging"), logger: self.logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await broker.run() }
            try await broker.waitUntilConnected()
            try await broker.declare(EventTopology.active(queue: "bench.events", events: [self.event]))
            try await self.relay(client, broker)
            try await self.inbox(client, broker)
            try await broker.deleteQueue("bench.events")
            group.cancelAll()
        }
    }

    private func pending(_ broker: AMQPClient) async throws -> Int {
        Int(try await broker.status(ofQueue: "bench.events").messageCount)
    }

    /// Waits until the queue holds so many messages, looking every few milliseconds.
    private func until(_ broker: AMQPClient, holds count: Int) async throws {
        while try await self.pending(broker) != count { try await Task.sleep(for: .milliseconds(5)) }
    }

    /// A backlog as an outage of the broker leaves it, against publishing the very same messages from memory.
    private func relay(_ client: PostgresClient, _ broker: AMQPClient) async throws {
        let count = 20_000
        let message = try await self.sample(client, broker)
        let rounds = try await Rounds.alternate(5) { _ in
            try await self.log(count, client)
            let relay = EventRelay(
                log: EventLog(), database: client, broker: broker, configuration: RelayConfiguration(source: "hoso/bench"),
                logger: self.logger)
            let rate = try await Rounds.rate(count) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await relay.run() }
                    try await self.until(broker, holds: count)
                    group.cancelAll()
                }
            }
            _ = try await broker.purgeQueue("bench.events")
            return rate
        } peer: { _ in
            let messages = Array(repeating: message, count: 500)
            let rate = try await Rounds.rate(count) {
                for _ in 0..<(count / messages.count) {
                    let errors = await broker.publish(contentsOf: messages)
                    if let error = errors.compactMap({ $0 }).first { throw error }
                }
            }
            _ = try await broker.purgeQueue("bench.events")
            return rate
        }
        Table.row("Relay draining the log against plain confirmed publishing", rounds, unit: "msg/s", aim: "≥ 0.7")
    }

    /// Writes events of so many dossiers and says that everything older was sent.
    private func log(_ count: Int, _ client: PostgresClient, keys: Int = 2_000) async throws {
        let log = EventLog(), ids = UUIDv7Source()
        try await client.query("UPDATE event_cursor SET behind = pg_current_snapshot()")
        try await client.withTransaction { transaction in
            try await log.append((0..<count).map { self.make($0, ids, keys: keys) }, in: transaction)
        }
    }

    /// A message as the relay sends it.
    private func sample(_ client: PostgresClient, _ broker: AMQPClient) async throws -> AMQPMessage {
        try await self.log(1, client)
        let relay = EventRelay(
            log: EventLog(), database: client, broker: broker, configuration: RelayConfiguration(source: "hoso/bench"),
            logger: self.logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await relay.run() }
            let consumer = try await broker.consume(queue: "bench.events", prefetch: 1)
            var deliveries = consumer.makeAsyncIterator()
            guard let delivery = try await deliveries.next() else { throw BenchFailure(what: "the relay sent nothing") }
            try consumer.ack(delivery)
            await consumer.cancel()
            group.cancelAll()
            return AMQPMessage(
                exchange: delivery.exchange, routingKey: delivery.routingKey, mandatory: true,
                properties: delivery.properties, body: delivery.body)
        }
    }

    private func inbox(_ client: PostgresClient, _ broker: AMQPClient) async throws {
        let count = 2_000
        let ids = UUIDv7Source()
        let handled = try await self.consuming(count, client, broker)
        let plain = try await Measure.best(of: 1, count: count) {
            for _ in 0..<count {
                try await client.withTransaction { try await $0.query("INSERT INTO effects (id) VALUES (\(ids.next()))") }
            }
        }
        Table.row(
            "Events handled through the inbox against the same change alone, one by one", handled.rate, "msg/s", plain.rate,
            ratio: handled.rate / plain.rate)
    }

    private func consuming(
        _ count: Int, _ client: PostgresClient, _ broker: AMQPClient
    ) async throws -> Measure {
        let log = EventLog()
        try await self.log(count, client, keys: 100)
        let relay = EventRelay(
            log: log, database: client, broker: broker, configuration: RelayConfiguration(source: "hoso/bench"),
            logger: self.logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await relay.run() }
            try await self.until(broker, holds: count)
            let before = try await self.effects(client)
            let consumer = try EventConsumer(
                subscriptions: [
                    EventSubscription(queue: "bench.events", event: self.event) { event, transaction in
                        _ = try await transaction.query("INSERT INTO effects (id) VALUES (\(event.id))")
                        return []
                    }
                ], database: client, broker: broker, log: log, clock: SystemClock(), logger: self.logger)
            let measure = try await Measure.best(of: 1, count: count) {
                group.addTask { try await consumer.run() }
                while try await self.effects(client) < before + count { try await Task.sleep(for: .milliseconds(10)) }
            }
            group.cancelAll()
            return measure
        }
    }

    private func effects(_ client: PostgresClient) async throws -> Int {
        try await client.query("SELECT count(*) FROM effects").first?.decode(Int.self) ?? 0
    }
}
