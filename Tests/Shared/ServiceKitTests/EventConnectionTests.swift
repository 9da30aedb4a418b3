import AMQP
import BlobStore
import Clocks
import Foundation
import GRPCAMQPTransport
import GRPCCore
import Messaging
import Postgres
import ServiceLifecycle
import Subprocess
import TestSupport
import Testing

@testable import ServiceKit

/// A service whose events cannot be taken.
///
/// RabbitMQ 3.10 asks a quorum queue before it takes the first message of a channel for it, and the channel does nothing else
/// until the queue has answered or a minute has passed.
@Suite(.timeLimit(.minutes(10))) struct EventConnectionTests {
    /// Answers with what it was sent.
    private struct EchoService: RegistrableRPCService {
        /// The service, whose name no other run has: what an earlier one left at the broker must not get its requests.
        let name: String
        var method: MethodDescriptor { MethodDescriptor(fullyQualifiedService: "hoso.\(self.name).v1.EchoService", method: "Echo", type: .unary) }

        struct Coding: MessageSerializer, MessageDeserializer {
            func serialize<Bytes: GRPCContiguousBytes>(_ message: [UInt8]) throws -> Bytes { Bytes(message) }
            func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> [UInt8] { bytes.withUnsafeBytes { [UInt8]($0) } }
        }

        func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
            router.registerHandler(forMethod: self.method, deserializer: Coding(), serializer: Coding()) { request, _ in
                let message = try await ServerRequest(stream: request).message
                return StreamingServerResponse { writer in
                    try await writer.write(message)
                    return [:]
                }
            }
        }
    }

    @Test func `a quorum queue without a leader holds up the events for it and no call`() async throws {
        try await TestDatabase.withSchema { postgres in
            // The name of a service is also that of its schema.
            let name = try await postgres.query("SELECT current_schema()::text").decodeOnly(String.self)
            let event = "\(name).stalled.v1"
            let configuration = HostConfiguration(
                database: nil, broker: try TestBroker.configuration(connectionName: name), blobsDirectory: "", adminAddress: "",
                adminPort: 0, declaresTopology: true, logLevel: "warning", drain: .seconds(1), values: [:])
            let echo = EchoService(name: name)
            try await Self.withStalledQueue("\(name).events", for: event, alsoDeleting: "rpc.\(name)") {
                try await TemporaryDirectory.with { folder in
                    let bus = Bus(name: name, configuration: configuration, logger: TestDatabase.quiet)
                    let log = EventLog()
                    let context = ServiceContext(
                        name: name, configuration: configuration, postgres: postgres, eventLog: log, calls: bus.calls,
                        blobs: try FileSystemBlobStore(directory: folder), clock: SystemClock(), identifiers: UUIDv7Source(),
                        logger: TestDatabase.quiet)
                    let service = DataService(
                        context: context, definition: ServiceDefinition(rpc: [echo]), bus: bus, readiness: Readiness())
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for part in bus.services + [service] { group.addTask { try await part.run() } }
                        try await Self.call(bus, echo.method, [0])

                        try await postgres.withTransaction { transaction in
                            try await log.append([Self.event(event)], in: transaction)
                        }
                        // The relay is told of the commit at once; the calls go on for as long as it needs and longer.
                        for number in 0..<100 { try await Self.call(bus, echo.method, [UInt8(number)]) }

                        group.cancelAll()
                    }
                }
            }
        }
    }

    /// Calls until the service is there, which it must be within the deadline of one call once it was.
    private static func call(_ bus: Bus, _ method: MethodDescriptor, _ message: [UInt8]) async throws {
        var options = CallOptions.defaults
        options.timeout = .seconds(120)
        while true {
            do {
                let reply = try await bus.calls.unary(
                    request: ClientRequest(message: message), descriptor: method, serializer: EchoService.Coding(),
                    deserializer: EchoService.Coding(), options: options
                ) { try $0.message }
                return #expect(reply == message)
            } catch let error as RPCError where error.code == .unavailable {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    private static func event(_ name: String) -> OutgoingEvent {
        OutgoingEvent(
            id: UUIDv7Source().next(), name: name, key: "one", occurredAt: SystemClock().now(), payload: [1],
            dataSchema: "hoso.test.v1.Stalled")
    }

    /// Runs a body while the queue of an event never held an election; it is there and answers nobody.
    private static func withStalledQueue(
        _ queue: String, for event: String, alsoDeleting requests: String, _ body: () async throws -> Void
    ) async throws {
        try await Self.withBroker { client in
            try await client.declare(EventTopology.active(queue: queue, events: [event]))
        }
        // What the start of RabbitMQ does with a queue that its table of queues does not know.
        try await self.evaluate("ra:force_delete_server(quorum_queues, amqqueue:get_pid(Q)), rabbit_quorum_queue:recover(<<\"/\">>, [Q])", queue)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        try await self.evaluate("ra:trigger_election(amqqueue:get_pid(Q))", queue)
        try await Self.withBroker { broker in
            _ = try await broker.deleteQueue(queue)
            _ = try await broker.deleteQueue(requests)
        }
        try result.get()
    }

    private static func withBroker(_ body: (AMQPClient) async throws -> Void) async throws {
        let client = AMQPClient(configuration: try TestBroker.configuration(), logger: TestDatabase.quiet)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            try await client.waitUntilConnected()
            try await body(client)
            group.cancelAll()
        }
    }

    /// Evaluates an Erlang expression in which `Q` is the queue.
    private static func evaluate(_ expression: String, _ queue: String) async throws {
        let environment = ProcessInfo.processInfo.environment
        let root = try #require(environment["HOSO_TEST_ROOT"], "no root: run `make test`")
        let stack = try #require(environment["HOSO_TEST_STACK"], "no stack: run `make test`")
        let lookUp = "{ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"/\">>, queue, <<\"\(queue)\">>))"
        let result = try await Subprocess.run(
            .name("bash"), arguments: ["\(root)/deploy/local/stack", "ctl", stack, "eval", "\(lookUp), \(expression)."],
            output: .string(limit: 10_000), error: .string(limit: 10_000))
        try #require(result.terminationStatus.isSuccess, "rabbitmqctl: \(result.standardError)")
    }
}
