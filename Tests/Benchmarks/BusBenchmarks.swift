import AMQP
import Foundation
import GRPCAMQPTransport
import GRPCCore
import GRPCNIOTransportHTTP2
import Logging
import NIOCore

/// Confirmed publishing against a C client; unary calls against a C loop and against HTTP/2.
struct BusBenchmarks {
    let stack: Stack
    let peer: Peer
    private let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }

    /// Each side in turn, several times: what else the machine does then meets both, and the median is of neither's best luck.
    func publishing() async throws {
        let (count, window, bytes) = (25_000, 500, 256)
        let client = AMQPClient(configuration: self.stack.connection("bench-publish"), logger: self.logger)
        let (own, other) = try await self.running([client]) {
            try await client.waitUntilConnected()
            try await client.declare(AMQPTopology(queues: [AMQPTopology.Queue("bench.own")]))
            let message = AMQPMessage(
                exchange: "", routingKey: "bench.own", mandatory: true,
                properties: AMQPProperties(deliveryMode: .persistent),
                body: ByteBuffer(repeating: UInt8(ascii: "x"), count: bytes))
            var own: [Measure] = [], other: [Measure] = []
            for _ in 0..<Self.rounds {
                own.append(
                    try await Measure.once(count: count) {
                        for _ in 0..<(count / window) {
                            let errors = await client.publish(contentsOf: Array(repeating: message, count: window))
                            if let error = errors.compactMap({ $0 }).first { throw error }
                        }
                    })
                _ = try await client.purgeQueue("bench.own")
                other.append(try await self.peer.publish(count: count, window: window, bytes: bytes))
            }
            try await client.deleteQueue("bench.own")
            return (Measure.median(own), Measure.median(other))
        }
        Table.row(
            "Publish with confirm, persistent, 256 B, window 500, against C on librabbitmq", own.rate, "msg/s", other.rate,
            ratio: own.rate / other.rate, aim: "≥ 0.95")
        Table.row(
            "… CPU per message", own.cpuMicroseconds, "µs", other.cpuMicroseconds,
            ratio: own.cpuMicroseconds / other.cpuMicroseconds, aim: "≤ 0.35")
    }

    private static let rounds = 7

    func calling() async throws {
        let count = 1_000
        let port = 21_000 + Int(getpid()) % 10_000
        let calling = AMQPClient(configuration: self.stack.connection("bench-client"), logger: self.logger)
        let replies = AMQPClient(configuration: self.stack.connection("bench-replies"), logger: self.logger)
        var configuration = AMQPClientTransport.Configuration(name: "bench")
        configuration.declaresExchanges = true
        let overAMQP = AMQPClientTransport(
            publisher: calling, consumer: replies, configuration: configuration, logger: self.logger)
        let overHTTP2 = try HTTP2ClientTransport.Posix(
            target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext)
        var pool: [Measure] = [], thread: [Measure] = [], plain: [Measure] = [], promise: [Measure] = [], http: [Measure] = []
        try await EchoServer.whileRunning(port: port) { _ in
            try await self.running([calling, replies]) {
                try await withGRPCClient(transport: overAMQP) { bus in
                    try await withGRPCClient(transport: overHTTP2) { direct in
                        try await EchoService.waitUntilAnswered(bus)
                        try await EchoService.waitUntilAnswered(direct)
                        for _ in 0..<Self.rounds {
                            pool.append(try await EchoService.echoes(bus, count: count))
                            thread.append(try await EchoService.echoes(bus, count: count, place: .bothOnThread))
                            plain.append(try await self.peer.call("call", count: count, bytes: 256))
                            promise.append(try await self.peer.call("promise", count: count, bytes: 256))
                            http.append(try await EchoService.echoes(direct, count: count))
                        }
                    }
                }
            }
        }
        for (place, own) in [(CallPlace.pool, pool), (.bothOnThread, thread)] {
            print("| *Unary call over AMQP, one in flight, \(place.name)* | | | | |")
            for (name, peer, aim) in [
                ("C request/reply loop", plain, "≤ 1.4"), ("a C loop with the same promises", promise, "–"),
                ("gRPC over HTTP/2", http, "–"),
            ] {
                let times = zip(own, peer).map { (own: 1e6 / $0.rate, peer: 1e6 / $1.rate) }
                Table.row("Time against \(name)", Rounds(times), unit: "µs", aim: aim)
            }
            for (name, peer) in [("a C loop with the same promises", promise), ("gRPC over HTTP/2", http)] {
                let costs = zip(own, peer).map { (own: $0.cpuMicroseconds, peer: $1.cpuMicroseconds) }
                Table.row("… CPU of the calling process, against \(name)", Rounds(costs), unit: "µs")
            }
        }
    }

    private func running<Result: Sendable>(_ clients: [AMQPClient], _ body: () async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in clients { group.addTask { try await client.run() } }
            let result = try await body()
            group.cancelAll()
            return result
        }
    }
}
