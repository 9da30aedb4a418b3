import AMQP
import GRPCCore
import GRPCInProcessTransport
import GRPCNIOTransportHTTP2
import Synchronization
import Testing

@testable import GRPCAMQPTransport

/// The transports that must all give the same answers.
enum TransportKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case inProcess, amqp, http2
    /// Over AMQP with handlers and callers on the thread of the connections.
    case amqpOnThread

    var testDescription: String { self.rawValue }

    /// Runs a test with the example service and a client of it.
    func run(_ body: @Sendable (ExampleRig) async throws -> Void) async throws {
        switch self {
        case .inProcess:
            let transport = InProcessTransport()
            try await Self.run(ExampleService(name: Self.uniqueName), transport.server, { transport.client }, body)
        case .http2:
            let server = HTTP2ServerTransport.Posix(
                address: .ipv4(host: "127.0.0.1", port: 0), transportSecurity: .plaintext)
            let client: @Sendable () async throws -> HTTP2ClientTransport.Posix = {
                let port = try await server.listeningAddress.ipv4?.port ?? 0
                return try HTTP2ClientTransport.Posix(
                    target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext)
            }
            try await Self.run(ExampleService(name: Self.uniqueName), server, client, body)
        case .amqp:
            try await Self.runOverBroker(body) { _, _ in }
        case .amqpOnThread:
            try await Self.runOverBroker(body) { configuration, service in
                configuration.methodsOnConnectionThread = Set(service.methods.map(\.fullyQualifiedMethod))
            }
        }
    }

    private static func runOverBroker(
        _ body: @Sendable (ExampleRig) async throws -> Void,
        configure: @Sendable (inout AMQPServerTransport.Configuration, ExampleService) -> Void
    ) async throws {
        try await BrokerRig.run { rig in
            let server = rig.serverTransport { configure(&$0, rig.service) }
            let client = rig.clientTransport()
            let isOnThread = !server.core.configuration.methodsOnConnectionThread.isEmpty
            try await withTaskExecutorPreference(isOnThread ? AMQPThread.executor : nil) {
                try await Self.run(
                    rig.service, server,
                    {
                        try await server.waitUntilListening()
                        return client
                    }, body)
            }
        }
    }

    private static let names = Mutex(0)

    private static var uniqueName: String {
        let number = self.names.withLock { number in
            number += 1
            return number
        }
        return "hoso.example.v1.Example\(number)Service"
    }

    private static func run<Server: ServerTransport, Client: ClientTransport>(
        _ service: ExampleService, _ serverTransport: Server, _ makeClient: @Sendable () async throws -> Client,
        _ body: @Sendable (ExampleRig) async throws -> Void
    ) async throws {
        try await withGRPCServer(transport: serverTransport, services: [service]) { server in
            try await withGRPCClient(transport: makeClient()) { client in
                try await body(
                    ExampleRig(
                        service: service, client: ExampleClient(client),
                        beginServerShutdown: { server.beginGracefulShutdown() }))
            }
        }
    }
}

/// What a test over any transport works with.
struct ExampleRig: Sendable {
    let service: ExampleService
    let client: ExampleClient
    let beginServerShutdown: @Sendable () -> Void

    var journal: Journal { self.service.journal }
}
