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
        var own: [Measure] = [], plain: [Measure] = [], promise: [Measure] = [], http: [Measure] = []
        try await EchoServer.whileRunning(port: port) { _ in
            try await self.running([calling, replies]) {
                try await withGRPCClient(transport: overAMQP) { bus in
                    try await withGRPCClient(transport: overHTTP2) { direct in
                        try await EchoService.waitUntilAnswered(bus)
                        try await EchoService.waitUntilAnswered(direct)
                        for _ in 0..<Self.rounds {
                            own.append(try await EchoService.echoes(bus, count: count))
                            plain.append(try await self.peer.call("call", count: count, bytes: 256))
                            promise.append(try await self.peer.call("promise", count: count, bytes: 256))
                            http.append(try await EchoService.echoes(direct, count: count))
                        }
                    }
                }
            }
        }
        let mine = 1e6 / Measure.median(own).rate
        for (name, peer, aim) in [
            ("C request/reply loop", plain, "≤ 1.4"), ("C loop with the same promises", promise, "–"),
            ("gRPC over HTTP/2", http, "–"),
        ] {
            let other = 1e6 / Measure.median(peer).rate
            Table.row("Unary call over AMQP, one in flight, time against \(name)", mine, "µs", other, ratio: mine / other, aim: aim)
        }
        let cost = Measure.median(own).cpuMicroseconds
        for (name, peer) in [("C loop with the same promises", promise), ("gRPC over HTTP/2", http)] {
            let other = Measure.median(peer).cpuMicroseconds
            Table.row("… CPU of the calling process, against \(name)", cost, "µs", other, ratio: cost / other)
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
