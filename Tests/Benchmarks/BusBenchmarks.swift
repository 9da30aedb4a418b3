import AMQP
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

    func run() async throws {
        try await self.publishing()
        try await self.calling()
    }

    private func publishing() async throws {
        let (count, window, bytes) = (50_000, 500, 256)
        let client = AMQPClient(configuration: self.stack.connection("bench-publish"), logger: self.logger)
        let own = try await self.running([client]) {
            try await client.waitUntilConnected()
            try await client.declare(AMQPTopology(queues: [AMQPTopology.Queue("bench.own")]))
            let message = AMQPMessage(
                exchange: "", routingKey: "bench.own", mandatory: true,
                properties: AMQPProperties(deliveryMode: .persistent),
                body: ByteBuffer(repeating: UInt8(ascii: "x"), count: bytes))
            let measure = try await Measure.best(count: count) {
                for _ in 0..<(count / window) {
                    let errors = await client.publish(contentsOf: Array(repeating: message, count: window))
                    if let error = errors.compactMap({ $0 }).first { throw error }
                }
            }
            try await client.deleteQueue("bench.own")
            return measure
        }
        let other = try await self.peer.publish(count: count, window: window, bytes: bytes)
        Table.row(
            "Publish with confirm, persistent, 256 B, window 500, against C on librabbitmq", own.rate, "msg/s", other.rate,
            ratio: own.rate / other.rate, aim: "≥ 0.95")
        Table.row(
            "… CPU per message", own.cpuMicroseconds, "µs", other.cpuMicroseconds,
            ratio: own.cpuMicroseconds / other.cpuMicroseconds, aim: "≤ 0.35")
    }

    private func calling() async throws {
        let count = 3_000
        let own = try await self.overAMQP(count: count)
        let loop = try await self.peer.call(count: count, bytes: 256)
        let http = try await self.overHTTP2(count: count)
        Table.row(
            "Unary call over AMQP, one in flight, time against C request/reply loop", 1e6 / own.rate, "µs",
            1e6 / loop.rate, ratio: loop.rate / own.rate, aim: "≤ 1.4")
        Table.row(
            "Unary call over AMQP, one in flight, time against gRPC over HTTP/2", 1e6 / own.rate, "µs", 1e6 / http.rate,
            ratio: http.rate / own.rate)
    }

    private func overAMQP(count: Int) async throws -> Measure {
        let serving = AMQPClient(configuration: self.stack.connection("bench-server"), logger: self.logger)
        let calling = AMQPClient(configuration: self.stack.connection("bench-client"), logger: self.logger)
        var server = AMQPServerTransport.Configuration(
            name: "bench", queues: [.init(name: "rpc.bench", services: [EchoService.echo.service.fullyQualifiedService])])
        server.declaresTopology = true
        let serverTransport = AMQPServerTransport(
            publisher: serving, consumer: serving, configuration: server, logger: self.logger)
        var client = AMQPClientTransport.Configuration(name: "bench")
        client.declaresExchanges = true
        let clientTransport = AMQPClientTransport(
            publisher: calling, consumer: calling, configuration: client, logger: self.logger)
        return try await self.running([serving, calling]) {
            try await serving.waitUntilConnected()
            try await calling.waitUntilConnected()
            return try await self.calls(serverTransport, clientTransport, count: count) {
                try await serverTransport.waitUntilListening()
            }
        }
    }

    private func overHTTP2(count: Int) async throws -> Measure {
        let server = HTTP2ServerTransport.Posix(
            address: .ipv4(host: "127.0.0.1", port: 0), transportSecurity: .plaintext)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            let serving = GRPCServer(transport: server, services: [EchoService()])
            group.addTask { try await serving.serve() }
            let address = try await server.listeningAddress
            guard let port = address.ipv4?.port else { throw BenchFailure(what: "no port") }
            let client = try HTTP2ClientTransport.Posix(
                target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext)
            let measure = try await withGRPCClient(transport: client) { try await self.echoes($0, count: count) }
            serving.beginGracefulShutdown()
            try await group.waitForAll()
            return measure
        }
    }

    private func calls<Server: ServerTransport, Client: ClientTransport>(
        _ server: Server, _ client: Client, count: Int, ready: () async throws -> Void
    ) async throws -> Measure {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let serving = GRPCServer(transport: server, services: [EchoService()])
            group.addTask { try await serving.serve() }
            try await ready()
            let measure = try await withGRPCClient(transport: client) { try await self.echoes($0, count: count) }
            serving.beginGracefulShutdown()
            try await group.waitForAll()
            return measure
        }
    }

    private func echoes<Transport: ClientTransport>(_ client: GRPCClient<Transport>, count: Int) async throws -> Measure {
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: 256)
        return try await Measure.best(count: count) {
            for _ in 0..<count {
                let reply = try await client.unary(
                    request: ClientRequest(message: body), descriptor: EchoService.echo,
                    serializer: EchoService.Coding(), deserializer: EchoService.Coding(), options: .defaults
                ) { try $0.message }
                guard reply.count == body.count else { throw BenchFailure(what: "a reply of \(reply.count) bytes") }
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
