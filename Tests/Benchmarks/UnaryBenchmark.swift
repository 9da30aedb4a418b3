import AMQP
import Foundation
import GRPCAMQPTransport
import GRPCCore
import Logging

/// Where the time of a unary call goes: only such calls, with what they cost both processes.
///
/// Not part of the table: `HosoBench PATH-OF-PEER unary`, to be looked at with `perf`, `strace` or `HOSO_BENCH_CALLS`.
struct UnaryBenchmark {
    let stack: Stack
    let peer: Peer
    private let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }

    /// Calls in each round; more give a profiler more to look at.
    private static var count: Int { ProcessInfo.processInfo.environment["HOSO_BENCH_CALLS"].flatMap { Int($0) } ?? 2_000 }
    private static let rounds = 7

    /// Runs calls without and with a deadline and the C loop with the same promises in turn.
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
                    try await self.measure(client, server: server)
                }
                group.cancelAll()
            }
        }
    }

    private func measure(_ client: GRPCClient<AMQPClientTransport>, server: Int32) async throws {
        let count = Self.count
        var deadline = CallOptions.defaults
        deadline.timeout = .seconds(30)
        print("| | µs | of the C loop | caller: CPU µs, wake-ups | server: CPU µs, wake-ups |")
        print("|---|---:|---:|---:|---:|")
        for (name, options) in [("unary", CallOptions.defaults), ("unary with a deadline", deadline)] {
            var times: [Double] = [], ratios: [Double] = []
            var callers: [ProcessCost] = [], servers: [ProcessCost] = []
            for _ in 0..<Self.rounds {
                let before = (try ProcessCost(of: getpid()), try ProcessCost(of: server))
                let own = try await EchoService.echoes(client, count: count, options: options)
                callers.append(try ProcessCost(of: getpid()).each(of: count, since: before.0))
                servers.append(try ProcessCost(of: server).each(of: count, since: before.1))
                let promise = try await self.peer.call("promise", count: count, bytes: 256)
                times.append(1e6 / own.rate)
                ratios.append(promise.rate / own.rate)
            }
            let columns = [callers, servers].map { costs in
                "\(Self.median(costs.map(\.microseconds)).rounded()), \((Self.median(costs.map(\.wakeUps)) * 10).rounded() / 10)"
            }
            print(
                "| \(name) | \(Self.median(times).rounded()) | \((Self.median(ratios) * 100).rounded() / 100) "
                    + "| \(columns.joined(separator: " | ")) |")
        }
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
