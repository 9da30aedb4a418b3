import AMQP
import Clocks
import GRPCCore
import Logging

@testable import GRPCAMQPTransport

#if canImport(Glibc)
import Glibc
#endif

/// Connections to the real broker for one test, with a service name and exchanges of its own.
struct BrokerRig: Sendable {
    struct NoBroker: Error, CustomStringConvertible {
        let description = "No broker to test with: run `make test`, or `deploy/local/stack up DIR` and `. DIR/env`."
    }

    let serverPublisher: AMQPClient
    let serverConsumer: AMQPClient
    let clientPublisher: AMQPClient
    let clientConsumer: AMQPClient
    let service: ExampleService
    let id: String
    let queue: String
    let replyQueue: String
    let logger: Logger

    /// Runs a test with four connections.
    ///
    /// - Parameter alone: Whether the test does something to the broker that every connection feels.
    static func run(alone: Bool = false, _ body: @Sendable (BrokerRig) async throws -> Void) async throws {
        try await BrokerTurn.take(alone: alone) { try await self.runInTurn(body) }
    }

    private static func runInTurn(_ body: @Sendable (BrokerRig) async throws -> Void) async throws {
        let id = UUIDv7Source().next().description.filter { $0 != "-" }
        let rig = BrokerRig(
            serverPublisher: try self.connection("server-publisher.\(id)"),
            serverConsumer: try self.connection("server-consumer.\(id)"),
            clientPublisher: try self.connection("client-publisher.\(id)"),
            clientConsumer: try self.connection("client-consumer.\(id)"),
            service: ExampleService(name: "hoso.example.v1.Example\(id)Service"), id: id,
            queue: "rpc.test.\(id)", replyQueue: "rpc.reply.test.\(id)", logger: Self.logger)
        try await withThrowingTaskGroup { group in
            let clients = [rig.serverPublisher, rig.serverConsumer, rig.clientPublisher, rig.clientConsumer]
            for client in clients { group.addTask { try await client.run() } }
            defer { group.cancelAll() }
            do {
                try await body(rig)
            } catch {
                try await rig.cleanUp()
                throw error
            }
            try await rig.cleanUp()
        }
    }

    func serverTransport(
        _ change: (inout AMQPServerTransport.Configuration) -> Void = { _ in }
    ) -> AMQPServerTransport {
        var configuration = AMQPServerTransport.Configuration(
            name: "test", queues: [.init(name: self.queue, services: [self.service.name], concurrency: 250)])
        configuration.declaresTopology = true
        configuration.exchanges = RPCExchanges(requests: "hoso.test.rpc", addressed: "hoso.test.rpc.reply")
        configuration.userID = Self.variable("HOSO_TEST_BROKER_USER")
        change(&configuration)
        return AMQPServerTransport(
            publisher: self.serverPublisher, consumer: self.serverConsumer, configuration: configuration,
            logger: self.logger)
    }

    func clientTransport(
        _ change: (inout AMQPClientTransport.Configuration) -> Void = { _ in }
    ) -> AMQPClientTransport {
        var configuration = AMQPClientTransport.Configuration(name: "test")
        configuration.declaresExchanges = true
        configuration.replyQueue = self.replyQueue
        configuration.exchanges = RPCExchanges(requests: "hoso.test.rpc", addressed: "hoso.test.rpc.reply")
        configuration.userID = Self.variable("HOSO_TEST_BROKER_USER")
        change(&configuration)
        return AMQPClientTransport(
            publisher: self.clientPublisher, consumer: self.clientConsumer, configuration: configuration,
            logger: self.logger)
    }

    /// Runs the service and a client of it.
    func serve(
        server: AMQPServerTransport? = nil, client: AMQPClientTransport? = nil,
        _ body: @Sendable (ExampleClient) async throws -> Void
    ) async throws {
        let server = server ?? self.serverTransport()
        try await withGRPCServer(transport: server, services: [self.service]) { _ in
            try await server.waitUntilListening()
            try await withGRPCClient(transport: client ?? self.clientTransport()) { client in
                try await body(ExampleClient(client))
            }
        }
    }

    /// A further connection to the broker, not running yet.
    static func connection(_ name: String) throws -> AMQPClient {
        guard let host = self.variable("HOSO_TEST_BROKER_HOST"),
            let port = self.variable("HOSO_TEST_BROKER_PORT").flatMap({ Int($0) }),
            let user = self.variable("HOSO_TEST_BROKER_USER"), let password = self.variable("HOSO_TEST_BROKER_PASSWORD")
        else { throw NoBroker() }
        var configuration = AMQPConfiguration(
            host: host, port: port, virtualHost: self.variable("HOSO_TEST_BROKER_VHOST") ?? "/", username: user,
            password: password, connectionName: name)
        configuration.backoff = .init(initial: .milliseconds(50), maximum: .milliseconds(500))
        return AMQPClient(configuration: configuration, logger: self.logger)
    }

    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    private static var logger: Logger {
        var logger = Logger(label: "transport-tests")
        logger.logLevel = self.variable("HOSO_TEST_LOG") == nil ? .warning : .trace
        return logger
    }

    private func cleanUp() async throws {
        try await self.serverConsumer.deleteQueue(self.queue)
    }
}
