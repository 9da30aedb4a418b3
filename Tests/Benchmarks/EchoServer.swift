import AMQP
import Foundation
import GRPCAMQPTransport
import GRPCCore
import GRPCNIOTransportHTTP2
import Logging
import Postgres
import Subprocess
import SystemPackage

/// The other process of a call, as the C peer has one too: answers over AMQP and over HTTP/2.
struct EchoServer {
    /// The first argument of the program that makes it a server.
    static let argument = "serve"

    /// Runs the server in a process of its own while the body runs, which is told the number of the process.
    static func whileRunning(port: Int, _ body: (_ server: Int32) async throws -> Void) async throws {
        _ = try await Subprocess.run(
            .path(.init(CommandLine.arguments[0])), arguments: [Self.argument, String(port)],
            input: .none, output: .discarded, error: .discarded
        ) { process in
            let result: Result<Void, any Error>
            do {
                result = .success(try await body(process.processIdentifier.value))
            } catch {
                result = .failure(error)
            }
            try process.send(signal: .kill)
            return try result.get()
        }
    }

    /// Serves until it is killed, with the connections a service has: one to publish, one to consume.
    static func serve(stack: Stack, port: Int) async throws {
        let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        let publisher = AMQPClient(configuration: stack.connection("bench-answers"), logger: logger)
        let consumer = AMQPClient(configuration: stack.connection("bench-requests"), logger: logger)
        var configuration = AMQPServerTransport.Configuration(
            name: "bench", queues: [.init(name: "rpc.bench", services: [EchoService.name])])
        configuration.declaresTopology = true
        configuration.methodsOnConnectionThread = EchoService.methodsOnThread
        let database = PostgresClient(configuration: stack.database, logger: logger)
        let echo = EchoService(database: database)
        let overAMQP = GRPCServer(
            transport: AMQPServerTransport(
                publisher: publisher, consumer: consumer, configuration: configuration, logger: logger),
            services: [echo])
        let overHTTP2 = GRPCServer(
            transport: HTTP2ServerTransport.Posix(
                address: .ipv4(host: "127.0.0.1", port: port), transportSecurity: .plaintext),
            services: [echo])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await database.run() }
            group.addTask { try await publisher.run() }
            group.addTask { try await consumer.run() }
            group.addTask { try await overAMQP.serve() }
            group.addTask { try await BusEcho.serve(publisher: publisher, consumer: consumer) }
            group.addTask { try await overHTTP2.serve() }
            try await group.waitForAll()
        }
    }
}
