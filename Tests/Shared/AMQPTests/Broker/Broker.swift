import Foundation
import Logging
import NIOCore
import Subprocess
import TestSupport
import Testing

@testable import AMQP

/// The private broker of the tests.
enum Broker {
    /// How to reach it, with short waits.
    static func configuration() throws -> AMQPConfiguration {
        var configuration = try TestBroker.configuration(connectionName: "amqp-tests")
        configuration.backoff = .init(initial: .milliseconds(50), maximum: .milliseconds(500))
        configuration.closeTimeout = .seconds(5)
        return configuration
    }

    static func unique(_ name: String) -> String { TestBroker.uniqueName("test.\(name)") }

    /// Runs a client while the body runs; the client says goodbye afterwards.
    @discardableResult
    static func withClient<R: Sendable>(
        _ change: (inout AMQPConfiguration) -> Void = { _ in },
        _ body: (AMQPClient) async throws -> R
    ) async throws -> R {
        var configuration = try Self.configuration()
        change(&configuration)
        let client = AMQPClient(configuration: configuration, logger: Logger(label: "test"))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            try await client.waitUntilConnected()
            let result = try await body(client)
            group.cancelAll()
            try await group.waitForAll()
            #expect(client.currentState == .closed)
            return result
        }
    }

    /// Runs a client and a queue of its own.
    @discardableResult
    static func withQueue<R: Sendable>(
        _ change: (inout AMQPConfiguration) -> Void = { _ in },
        _ body: (AMQPClient, String) async throws -> R
    ) async throws -> R {
        try await self.withClient(change) { client in
            let name = self.unique("queue")
            try await client.declare(AMQPTopology(queues: [.init(name)]))
            do {
                let result = try await body(client, name)
                try await client.deleteQueue(name)
                return result
            } catch {
                try await client.deleteQueue(name)
                throw error
            }
        }
    }

    static func message(_ text: String, to queue: String, exchange: String = "", mandatory: Bool = true) -> AMQPMessage {
        AMQPMessage(
            exchange: exchange, routingKey: queue, mandatory: mandatory,
            properties: AMQPProperties(deliveryMode: .persistent, messageID: text), body: ByteBuffer(string: text))
    }

    /// Runs a command of the test stack.
    static func stack(_ arguments: String...) async throws {
        let environment = ProcessInfo.processInfo.environment
        let folder = try #require(environment["HOSO_TEST_STACK"], "no stack: run `make test` or `deploy/local/stack up`")
        let command = ["deploy/local/stack", arguments.first ?? "", folder] + arguments.dropFirst()
        let result = try await Subprocess.run(
            .name("env"), arguments: Arguments(command), output: .discarded, error: .discarded)
        try #require(result.terminationStatus.isSuccess, "stack \(arguments) failed")
    }
}

extension AMQPDelivery {
    var text: String { String(buffer: self.body) }
}
