import Foundation
import Logging
import NIOCore
import Testing

@testable import AMQP

/// The private broker of the tests.
enum Broker {
    /// Where it is, from the variables `deploy/local/stack up` writes.
    static func configuration() throws -> AMQPConfiguration {
        let environment = ProcessInfo.processInfo.environment
        func value(_ name: String) throws -> String {
            try #require(environment["HOSO_TEST_BROKER_\(name)"], "no broker: run `make test` or `deploy/local/stack up`")
        }
        var configuration = AMQPConfiguration(
            host: try value("HOST"), port: try #require(Int(try value("PORT"))), virtualHost: try value("VHOST"),
            username: try value("USER"), password: try value("PASSWORD"), connectionName: "amqp-tests")
        configuration.backoff = .init(initial: .milliseconds(50), maximum: .milliseconds(500))
        configuration.closeTimeout = .seconds(5)
        return configuration
    }

    static func unique(_ name: String) -> String { "test.\(name).\(String(UInt64.random(in: 0...UInt64.max), radix: 36))" }

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
        var all = arguments
        all.insert(folder, at: 1)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "deploy/local/stack")
        process.arguments = all
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
        #expect(status == 0, "stack \(arguments) failed")
    }
}

extension AMQPDelivery {
    var text: String { String(buffer: self.body) }
}
