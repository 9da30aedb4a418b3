import AMQP
import Clocks
import Foundation
import Logging
import Messaging
import Postgres

/// A process for tests that kill it. It runs the real relay or the real consumer and nothing else.
///
/// `MessagingKillHost relay|consume SCHEMA BROKER-PORT EXCHANGE QUEUE`; the rest comes from HOSO_TEST_….
/// `relay` waits for a line on standard input, commits ten events, prints `committed` and publishes.
@main
struct MessagingKillHost {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let environment = ProcessInfo.processInfo.environment
        guard
            arguments.count == 6, let brokerPort = Int(arguments[3]),
            let databaseHost = environment["HOSO_TEST_DATABASE_HOST"],
            let databasePort = environment["HOSO_TEST_DATABASE_PORT"].flatMap({ Int($0) }),
            let databaseName = environment["HOSO_TEST_DATABASE_NAME"],
            let databaseUser = environment["HOSO_TEST_DATABASE_USER"],
            let brokerUser = environment["HOSO_TEST_BROKER_USER"],
            let brokerPassword = environment["HOSO_TEST_BROKER_PASSWORD"]
        else {
            FileHandle.standardError.write(Data("usage: see the source\n".utf8))
            exit(64)
        }
        let logger = Logger(label: "kill-host")
        let database = PostgresClient(
            configuration: PostgresConfiguration(
                host: databaseHost, port: databasePort, database: databaseName, username: databaseUser,
                password: environment["HOSO_TEST_DATABASE_PASSWORD"], searchPath: arguments[2]),
            logger: logger)
        let broker = AMQPClient(
            configuration: AMQPConfiguration(
                host: "127.0.0.1", port: brokerPort, virtualHost: environment["HOSO_TEST_BROKER_VHOST"] ?? "/",
                username: brokerUser, password: brokerPassword),
            logger: logger)
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await database.run() }
            group.addTask { try await broker.run() }
            if arguments[1] == "relay" {
                try await self.relay(database, broker, exchange: arguments[4], logger)
            } else {
                try await self.consume(database, broker, exchange: arguments[4], queue: arguments[5], logger)
            }
        }
    }

    private static func relay(
        _ database: PostgresClient, _ broker: AMQPClient, exchange: String, _ logger: Logger
    ) async throws {
        let log = EventLog()
        var configuration = RelayConfiguration(source: "hoso/kill-host")
        configuration.exchange = exchange
        let relay = EventRelay(
            log: log, database: database, broker: broker, configuration: configuration, logger: logger)
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await relay.run() }
            self.say("ready")
            _ = readLine()
            let source = UUIDv7Source()
            try await database.withTransaction { transaction in
                let events = (0..<10).map { number in
                    OutgoingEvent(
                        id: source.next(), name: "test.happened.v1", key: "key-\(number % 3)",
                        occurredAt: SystemClock().now(), payload: [UInt8(number)], dataSchema: "hoso.test.v1.Happened")
                }
                try await log.append(events, in: transaction)
            }
            self.say("committed")
        }
    }

    private static func consume(
        _ database: PostgresClient, _ broker: AMQPClient, exchange: String, queue: String, _ logger: Logger
    ) async throws {
        var configuration = ConsumerConfiguration()
        configuration.exchange = exchange
        let subscription = EventSubscription(queue: queue, event: "test.happened.v1") { event, transaction in
            try await transaction.query(
                "INSERT INTO effects (event_id, key, number) VALUES (\(event.id), \(event.key), \(Int64(event.payload[0])))")
            return []
        }
        try await EventConsumer(
            subscriptions: [subscription], database: database, broker: broker, log: EventLog(), clock: SystemClock(),
            configuration: configuration, logger: logger
        ).run()
    }

    private static func say(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
    }
}
