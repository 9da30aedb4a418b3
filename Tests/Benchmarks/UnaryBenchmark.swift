import AMQP
import Foundation
import GRPCAMQPTransport
import GRPCCore
import GRPCInProcessTransport
import Logging
import Postgres

/// Where the time of a unary call goes: only such calls, with what they cost both processes, and the parts of one: request and
/// reply over the bus without GRPCCore, GRPCCore in one process without a bus.
///
/// Not part of the table: `HosoBench PATH-OF-PEER unary`, to be looked at with `perf`, `strace` or `HOSO_BENCH_CALLS`.
struct UnaryBenchmark {
    let stack: Stack
    let peer: Peer
    private let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }

    /// Calls in each round; more give a profiler more to look at.
    private static var count: Int { ProcessInfo.processInfo.environment["HOSO_BENCH_CALLS"].flatMap { Int($0) } ?? 2_000 }
    private static let rounds = 7

    /// Runs calls without and with a deadline, each in every place, and both C loops in turn.
    func run() async throws {
        let publisher = AMQPClient(configuration: self.stack.connection("bench-client"), logger: self.logger)
        let consumer = AMQPClient(configuration: self.stack.connection("bench-replies"), logger: self.logger)
        var configuration = AMQPClientTransport.Configuration(name: "bench")
        configuration.declaresExchanges = true
        let transport = AMQPClientTransport(
            publisher: publisher, consumer: consumer, configuration: configuration, logger: self.logger)
        try await EchoServer.whileRunning(port: 21_000 + Int(getpid()) % 10_000) { server in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in [publisher, consumer] { group.addTask { try await client.run() } }
                try await withGRPCClient(transport: transport) { client in
                    try await EchoService.waitUntilAnswered(client)
                    try await self.withGRPCCoreAlone { alone in
                        let bus = try await BusEcho.connect(publisher: publisher, consumer: consumer)
                        try await self.measure(client, bus: bus, alone: alone, server: server)
                    }
                }
                group.cancelAll()
            }
        }
    }

    /// Gives a client whose server is in this process.
    private func withGRPCCoreAlone(_ body: (GRPCClient<InProcessTransport.Client>) async throws -> Void) async throws {
        let transport = InProcessTransport()
        let echo = EchoService(database: PostgresClient(configuration: self.stack.database, logger: self.logger))
        try await withGRPCServer(transport: transport.server, services: [echo]) { _ in
            try await withGRPCClient(transport: transport.client) { try await body($0) }
        }
    }

    /// What the rounds of one kind of call gave.
    private struct Kind {
        let name: String
        /// Makes so many calls.
        let calls: (Int) async throws -> Measure
        var times: [Double] = []
        var ofBare: [Double] = []
        var ofPromise: [Double] = []
        var callers: [ProcessCost] = []
        var servers: [ProcessCost] = []
    }

    private func measure(
        _ client: GRPCClient<AMQPClientTransport>, bus: BusEcho, alone: GRPCClient<InProcessTransport.Client>, server: Int32
    ) async throws {
        let count = Self.count
        var deadline = CallOptions.defaults
        deadline.timeout = .seconds(30)
        var kinds: [Kind] = []
        for (name, asks, options) in [
            ("unary", false, CallOptions.defaults), ("asking the database", true, .defaults), ("with a deadline", false, deadline),
        ] {
            for place in CallPlace.allCases {
                kinds.append(
                    Kind(name: "\(name), \(place.name)") {
                        try await EchoService.echoes(client, count: $0, place: place, asks: asks, options: options)
                    })
            }
        }
        kinds.append(Kind(name: "the bus without GRPCCore, \(CallPlace.bothOnThread.name)") { try await bus.echoes(count: $0) })
        kinds.append(Kind(name: "GRPCCore without a bus, in one process") { try await EchoService.echoes(alone, count: $0) })
        for _ in 0..<Self.rounds {
            let bare = try await self.peer.call("call", count: count, bytes: 256)
            let promise = try await self.peer.call("promise", count: count, bytes: 256)
            for index in kinds.indices {
                let before = (try ProcessCost(of: getpid()), try ProcessCost(of: server))
                let own = try await kinds[index].calls(count)
                kinds[index].callers.append(try ProcessCost(of: getpid()).each(of: count, since: before.0))
                kinds[index].servers.append(try ProcessCost(of: server).each(of: count, since: before.1))
                kinds[index].times.append(1e6 / own.rate)
                kinds[index].ofBare.append(bare.rate / own.rate)
                kinds[index].ofPromise.append(promise.rate / own.rate)
            }
        }
        Self.show(kinds)
        try await self.measureThroughput(client)
    }

    private static func show(_ kinds: [Kind]) {
        print("| one call in flight | µs | of the bare C loop | of the C loop with the same promises | caller: CPU µs, wake-ups | server: CPU µs, wake-ups |")
        print("|---|---:|---:|---:|---:|---:|")
        for kind in kinds {
            let columns = [kind.callers, kind.servers].map { costs in
                "\(Self.median(costs.map(\.microseconds)).rounded()), \(Self.rounded(Self.median(costs.map(\.wakeUps)), 10))"
            }
            let ratios = [kind.ofBare, kind.ofPromise].map { ratios in
                "\(Self.rounded(Self.median(ratios), 100)) (\(Self.rounded(ratios.min() ?? 0, 100))–\(Self.rounded(ratios.max() ?? 0, 100)))"
            }
            print("| \(kind.name) | \(Self.median(kind.times).rounded()) | \((ratios + columns).joined(separator: " | ")) |")
        }
    }

    /// What one thread for everything costs when there is much to do.
    private func measureThroughput(_ client: GRPCClient<AMQPClientTransport>) async throws {
        print("\n| 64 calls in flight | calls/s | CPU of the caller, µs |\n|---|---:|---:|")
        var measures: [CallPlace: [Measure]] = [:]
        for _ in 0..<Self.rounds {
            for place in CallPlace.allCases {
                measures[place, default: []].append(
                    try await EchoService.echoes(client, count: Self.count * 2, inFlight: 64, place: place))
            }
        }
        for place in CallPlace.allCases {
            let median = Measure.median(measures[place] ?? [])
            print("| \(place.name) | \(median.rate.rounded()) | \(median.cpuMicroseconds.rounded()) |")
        }
    }

    private static func rounded(_ value: Double, _ parts: Double) -> Double { (value * parts).rounded() / parts }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
