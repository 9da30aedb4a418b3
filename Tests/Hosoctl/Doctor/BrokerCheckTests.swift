import AMQP
import Foundation
import TestSupport
import Testing

@testable import Hosoctl

/// What the doctor says of a broker that answers and yet does not work. One test after the other: the last stops the broker
/// for everybody.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct BrokerCheckTests {
    private let queue = TestBroker.uniqueName("doctor.leader")

    private func findings() async throws -> [Finding] {
        let queue = BrokerDefinitions.Queue(
            name: self.queue, durable: true, arguments: BrokerDefinitions.Queue.Arguments(type: "quorum"))
        var configuration = try TestBroker.configuration()
        configuration.requestTimeout = .seconds(20)
        let definitions = BrokerDefinitions(exchanges: [], queues: [queue], bindings: [])
        return await BrokerCheck(configuration: configuration, definitions: definitions).findings()
    }

    /// Runs rabbitmqctl on the broker of the tests.
    private func rabbitmqctl(_ arguments: String) throws {
        let environment = ProcessInfo.processInfo.environment
        let stack = try #require(environment["HOSO_TEST_STACK"], "no stack: run `make test`")
        let root = try #require(environment["HOSO_TEST_ROOT"], "no root: run `make test`")
        let output = ToolOutput.of("bash", ["-c", "rabbitmqctl() { \(root)/deploy/local/stack ctl \(stack) \"$@\"; }; \(arguments)"])
        try #require(output != nil, "failed: \(arguments)")
    }

    @Test func `a broker that is away, and a queue it lacks, are named`() async throws {
        let queue = BrokerDefinitions.Queue(
            name: "doctor.none", durable: true, arguments: BrokerDefinitions.Queue.Arguments(type: nil))
        let definitions = BrokerDefinitions(exchanges: [], queues: [queue], bindings: [])
        var away = try TestBroker.configuration()
        away.port = 1

        let without = await BrokerCheck(configuration: try TestBroker.configuration(), definitions: definitions).findings()
        let gone = await BrokerCheck(configuration: away, definitions: definitions).findings()

        #expect(without.filter { $0.grade == .bad }.map(\.words.vietnamese) == ["Thiếu hàng đợi doctor.none"])
        #expect(gone.map(\.grade) == [.bad])
    }

    /// A quorum queue whose only member never held an election, as RabbitMQ 3.10 leaves it behind when it is killed within a
    /// second of the first declaration (decision 0005).
    @Test func `a queue without a leader is named, and what the doctor says to type gives it one`() async throws {
        try await AMQPClient.with(try TestBroker.configuration()) { client in
            let arguments: AMQPTable = ["x-queue-type": "quorum", "x-single-active-consumer": true]
            try await client.declare(AMQPTopology(queues: [.init(self.queue, durable: true, arguments: arguments)]))
        }
        #expect(try await self.bad() == [])
        // What the start of RabbitMQ does with a queue that its table of queues does not know.
        try self.rabbitmqctl(
            """
            rabbitmqctl eval '{ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<"/">>, queue, <<"\(self.queue)">>)),
                ra:force_delete_server(quorum_queues, amqqueue:get_pid(Q)), rabbit_quorum_queue:recover(<<"/">>, [Q]).'
            """)

        let bad = try await self.bad()

        #expect(bad.map(\.words.english) == ["the queue \(self.queue) has no leader: it takes no message and delivers none"])
        let command = try #require(bad.first?.mend?.vietnamese.firstMatch(of: /rabbitmqctl (.*)/))
        try self.rabbitmqctl("rabbitmqctl \(command.1)")
        #expect(try await self.bad() == [])
        try await AMQPClient.with(try TestBroker.configuration()) { _ = try await $0.deleteQueue(self.queue) }
    }

    @Test func `an alarm is told with its reason, and is over when there is room again`() async throws {
        let quiet = BrokerDefinitions(exchanges: [], queues: [], bindings: [])
        var configuration = try TestBroker.configuration()
        configuration.requestTimeout = .seconds(20)
        let check = BrokerCheck(configuration: configuration, definitions: quiet)
        #expect(await check.findings().map(\.grade) == [.good])
        try self.rabbitmqctl("rabbitmqctl set_vm_memory_high_watermark 0.00000001")

        let findings = await check.findings()

        try self.rabbitmqctl("rabbitmqctl set_vm_memory_high_watermark 0.4")
        #expect(findings.map(\.words.english) == ["the broker has an alarm and takes no messages: low on memory"])
        #expect(findings.first?.mend?.vietnamese.contains("rabbitmqctl status") == true)
        #expect(await check.findings().map(\.grade) == [.good])
    }

    private func bad() async throws -> [Finding] { try await self.findings().filter { $0.grade == .bad } }
}
