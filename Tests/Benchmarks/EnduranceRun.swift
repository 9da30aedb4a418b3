import AMQP
import Clocks
import Foundation
import GRPCAMQPTransport
import GRPCCore
import Logging
import Messaging
import Migrations
import Postgres
import Subprocess
import SystemPackage

/// Calls and events side by side for minutes, while the broker's connections are cut at random: nothing may be lost or
/// happen twice, and the memory must not grow.
///
/// Not part of the table: `HosoBench PATH-OF-PEER endurance`; `HOSO_BENCH_MINUTES` says how long.
struct EnduranceRun {
    let stack: Stack
    private let event = "bench.endured.v1"
    private let ledger = EnduranceLedger()
    private let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }

    private static var minutes: Int { ProcessInfo.processInfo.environment["HOSO_BENCH_MINUTES"].flatMap { Int($0) } ?? 10 }

    /// Runs, prints what happened, and checks it.
    ///
    /// - Throws: ``BenchFailure`` when something was lost, happened twice, or grew.
    func run() async throws {
        let database = PostgresClient(configuration: self.stack.database, logger: self.logger)
        _ = try await database.query("CREATE SCHEMA IF NOT EXISTS bench")
        _ = try await Migrator(client: database, schema: "bench", logger: self.logger).apply(Messaging.migrations)
        _ = try await database.query("CREATE TABLE told (id uuid NOT NULL)")
        _ = try await database.query("CREATE TABLE heard (id uuid NOT NULL)")
        let names = ["endure-caller", "endure-replies", "endure-answers", "endure-requests", "endure-events"]
        let clients = names.map { AMQPClient(configuration: self.stack.connection($0), logger: self.logger) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in clients { group.addTask { try await client.run() } }
            for client in clients { try await client.waitUntilConnected() }
            try await self.serve(clients, database, in: &group)
            try await self.endure(clients, database)
            try await self.check(database)
            group.cancelAll()
        }
        _ = try await database.query("DROP SCHEMA bench CASCADE")
        await database.shutdown()
    }

    /// What answers calls and handles events the whole time.
    private func serve(
        _ clients: [AMQPClient], _ database: PostgresClient, in group: inout ThrowingTaskGroup<Void, any Error>
    ) async throws {
        var answering = AMQPServerTransport.Configuration(
            name: "endure", queues: [.init(name: "rpc.endure", services: [EnduranceService.name])])
        answering.declaresTopology = true
        let transport = AMQPServerTransport(
            publisher: clients[2], consumer: clients[3], configuration: answering, logger: self.logger)
        let server = GRPCServer(transport: transport, services: [EnduranceService(ledger: self.ledger)])
        group.addTask { try await server.serve() }
        try await clients[4].declare(EventTopology.active(queue: "bench.endured", events: [self.event]))
        let log = EventLog()
        let relay = EventRelay(
            log: log, database: database, broker: clients[4], configuration: RelayConfiguration(source: "hoso/bench"),
            logger: self.logger)
        let consumer = try EventConsumer(
            subscriptions: [
                EventSubscription(queue: "bench.endured", event: self.event) { event, transaction in
                    _ = try await transaction.query("INSERT INTO heard (id) VALUES (\(event.id))")
                    return []
                }
            ], database: database, broker: clients[4], log: log, clock: SystemClock(), logger: self.logger)
        group.addTask { try await relay.run() }
        group.addTask { try await consumer.run() }
        try await transport.waitUntilListening()
    }

    /// Callers and writers until the time is over, beside whoever cuts connections and looks at the memory.
    private func endure(_ clients: [AMQPClient], _ database: PostgresClient) async throws {
        let end = ContinuousClock.now + .seconds(Self.minutes * 60)
        var calling = AMQPClientTransport.Configuration(name: "endure")
        calling.declaresExchanges = true
        calling.absencePatience = .seconds(5)
        let transport = AMQPClientTransport(
            publisher: clients[0], consumer: clients[1], configuration: calling, logger: self.logger)
        try await withGRPCClient(transport: transport) { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { await self.call(client, until: end) } }
                for writer in 0..<2 { group.addTask { try await self.tell(database, writer, until: end) } }
                let disturbing = Task {
                    try await withThrowingTaskGroup(of: Void.self) { others in
                        others.addTask { try await self.cut(until: end) }
                        others.addTask { try await self.watchMemory(until: end) }
                        try await others.waitForAll()
                    }
                }
                try await group.waitForAll()
                try await disturbing.value
            }
        }
    }

    private func call(_ client: GRPCClient<AMQPClientTransport>, until end: ContinuousClock.Instant) async {
        var options = CallOptions.defaults
        options.timeout = .seconds(10)
        let ids = UUIDv7Source()
        while ContinuousClock.now < end {
            let id = ids.next().description
            do {
                let reply = try await client.unary(
                    request: ClientRequest(message: Array(id.utf8)), descriptor: EnduranceService.method,
                    serializer: EchoService.Coding(), deserializer: EchoService.Coding(), options: options
                ) { try $0.message }
                self.ledger.answered(id, rightly: reply == Array(id.utf8))
            } catch let error as RPCError {
                self.ledger.failed(id, error)
                // Else a moment without connection is thousands of refusals.
                await self.pause(milliseconds: 20)
            } catch {
                self.ledger.failed(id, RPCError(code: .unknown, message: "\(error)"))
            }
        }
    }

    private func pause(milliseconds: Int) async {
        // Ends early only with the run itself.
        do { try await Task.sleep(for: .milliseconds(milliseconds)) } catch { return }
    }

    private func tell(_ database: PostgresClient, _ writer: Int, until end: ContinuousClock.Instant) async throws {
        let log = EventLog(), ids = UUIDv7Source()
        var number = 0
        while ContinuousClock.now < end {
            number += 1
            let event = OutgoingEvent(
                id: ids.next(), name: self.event, key: "\(writer).\(number % 50)", occurredAt: SystemClock().now(),
                payload: [UInt8](repeating: 7, count: 256), dataSchema: "hoso.bench.v1.Endured")
            try await database.withTransaction { transaction in
                _ = try await transaction.query("INSERT INTO told (id) VALUES (\(event.id))")
                try await log.append([event], in: transaction)
            }
            await self.pause(milliseconds: 2)
        }
    }

    /// Ends a connection of the run, or all of them, every few seconds, as an operator can.
    private func cut(until end: ContinuousClock.Instant) async throws {
        guard let folder = ProcessInfo.processInfo.environment["HOSO_TEST_STACK"] else {
            throw BenchFailure(what: "HOSO_TEST_STACK is not set")
        }
        while ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(Int.random(in: 1_000...8_000)))
            let victim = ["caller", "replies", "answers", "requests", "events", ""].randomElement() ?? ""
            let expression = """
                [rabbit_networking:close_connection(Pid, "endurance") || [{pid, Pid}, {client_properties, P}] <- \
                rabbit_networking:connection_info_all([pid, client_properties]), is_list(P), \
                string:find(element(3, lists:keyfind(<<"connection_name">>, 1, P)), "endure-\(victim)") =/= nomatch].
                """
            let result = try await Subprocess.run(
                .path("deploy/local/stack"), arguments: ["ctl", folder, "eval", expression], output: .discarded, error: .discarded)
            guard result.terminationStatus.isSuccess else { throw BenchFailure(what: "rabbitmqctl cannot cut connections") }
            self.ledger.cut()
        }
    }

    private func watchMemory(until end: ContinuousClock.Instant) async throws {
        while ContinuousClock.now < end {
            try await Task.sleep(for: .seconds(15))
            self.ledger.memory(megabytes: try Self.residentMegabytes())
            print(self.ledger.line)
        }
    }

    private static func residentMegabytes() throws -> Double {
        let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        guard let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) }) else {
            throw BenchFailure(what: "/proc/self/status has no VmRSS")
        }
        return kilobytes / 1_024
    }

    /// Compares what was told with what was heard, and what was answered with what ran.
    private func check(_ database: PostgresClient) async throws {
        func count(_ query: PostgresQuery) async throws -> Int { try await database.query(query).first?.decode(Int.self) ?? 0 }
        let told = try await count("SELECT count(*) FROM told")
        let limit = ContinuousClock.now + .seconds(60)
        while try await count("SELECT count(DISTINCT id) FROM heard") < told, ContinuousClock.now < limit {
            try await Task.sleep(for: .milliseconds(200))
        }
        let lost = try await count("SELECT count(*) FROM told WHERE NOT EXISTS (SELECT FROM heard WHERE heard.id = told.id)")
        let twice = try await count("SELECT count(*) - count(DISTINCT id) FROM heard")
        print("events: \(told) told, \(lost) lost, \(twice) handled twice")
        let faults = self.ledger.faults() + (lost > 0 ? ["events were lost"] : []) + (twice > 0 ? ["events had effect twice"] : [])
        guard faults.isEmpty else { throw BenchFailure(what: faults.joined(separator: "; ")) }
        print("nothing lost, nothing twice, memory flat")
    }
}
