import AMQP
import GRPCCore
import NIOCore
import Subprocess
import Synchronization

@testable import GRPCAMQPTransport

extension BrokerRig {
    /// Deliveries of one queue, in order.
    actor Reader {
        private let consumer: AMQPConsumer

        init(_ consumer: AMQPConsumer) {
            self.consumer = consumer
        }

        func next() async throws -> AMQPDelivery? {
            var iterator = self.consumer.makeAsyncIterator()
            guard let delivery = try await iterator.next() else { return nil }
            try self.consumer.ack(delivery)
            return delivery
        }
    }

    static let exchanges = RPCExchanges(requests: "hoso.test.rpc", addressed: "hoso.test.rpc.reply")

    var replyKey: String { "replies.\(self.queue)" }

    /// Everything that is addressed to ``request(_:id:headers:body:)``.
    func replies() async throws -> Reader {
        try await self.listen(
            [AMQPTopology.Binding(queue: self.replyKey, to: Self.exchanges.addressed, routingKey: self.replyKey)])
    }

    /// Everything that goes to the service, and all replies to the client of this rig.
    func spy() async throws -> Reader {
        try await self.listen([
            AMQPTopology.Binding(queue: self.replyKey, to: Self.exchanges.requests, routingKey: "\(self.service.name).*"),
            AMQPTopology.Binding(queue: self.replyKey, to: Self.exchanges.addressed, routingKey: self.replyQueue),
        ])
    }

    private func listen(_ bindings: [AMQPTopology.Binding]) async throws -> Reader {
        try await self.clientConsumer.waitUntilConnected()
        try await self.clientPublisher.waitUntilConnected()
        try await self.clientConsumer.declare(
            AMQPTopology(
                exchanges: Self.exchanges.declarations,
                queues: [AMQPTopology.Queue(self.replyKey, durable: false, exclusive: true)], bindings: bindings))
        return Reader(try await self.clientConsumer.consume(queue: self.replyKey, prefetch: 100))
    }

    /// Publishes a request by hand; waits until a server is bound.
    func request(
        _ method: String, id: String, headers: AMQPTable = [:], body: [UInt8] = [0, 0, 0, 0, 1, 7]
    ) async throws {
        var headers = headers
        headers["hoso-rpc-end"] = true
        headers["hoso-rpc-sequence"] = 0
        headers["hoso-rpc-method-type"] = "unary"
        try await self.publish(
            AMQPMessage(
                exchange: Self.exchanges.requests, routingKey: "\(self.service.name).\(method)", mandatory: true,
                properties: AMQPProperties(
                    correlationID: id, replyTo: self.replyKey, type: "rpc.open", headers: headers),
                body: ByteBuffer(bytes: body)))
    }

    /// Publishes a frame without parts by hand.
    func addressed(_ kind: Frame.Kind, to address: String, id: String) async throws {
        try await self.publish(
            AMQPMessage(
                exchange: Self.exchanges.addressed, routingKey: address, mandatory: true,
                properties: AMQPProperties(correlationID: id, replyTo: self.replyKey, type: kind.rawValue),
                body: ByteBuffer()))
    }

    private func publish(_ message: AMQPMessage) async throws {
        while true {
            do throws(AMQPError) {
                return try await self.clientPublisher.publish(message)
            } catch {
                // The server under test declares its queues while it starts.
                guard error.code == .returned else { throw error }
            }
            await Task.yield()
        }
    }
}

extension BrokerRig {
    /// Ends all connections of this rig at the broker, as an operator can.
    ///
    /// With `HOSO_TEST_KILL_BROKER` set the broker itself is killed and started again; not for a run in which
    /// other suites use it.
    ///
    /// - Parameter which: Part of the names of the connections to end; all of the rig by default.
    func breakConnections(_ which: String = "") async throws {
        guard !which.isEmpty || Self.variable("HOSO_TEST_KILL_BROKER") == nil else {
            try await self.stack("kill-broker")
            return try await self.stack("start-broker")
        }
        let expression = """
            [rabbit_networking:close_connection(Pid, "test") || [{pid, Pid}, {client_properties, P}] <- \
            rabbit_networking:connection_info_all([pid, client_properties]), \
            is_list(P), string:find(element(3, lists:keyfind(<<"connection_name">>, 1, P)), "\(which)\(which.isEmpty ? "" : ".")\(self.id)") =/= nomatch].
            """
        try await self.stack("ctl", "eval", expression)
    }

    func stack(_ command: String, _ arguments: String...) async throws {
        let directory = Self.variable("HOSO_TEST_STACK") ?? ""
        let result = try await Subprocess.run(
            .name("bash"), arguments: Arguments(["deploy/local/stack", command, directory] + arguments),
            output: .string(limit: 10_000), error: .string(limit: 10_000))
        guard result.terminationStatus.isSuccess else { throw NotBroken(reason: result.standardError) }
    }

    struct NotBroken: Error {
        let reason: String
    }
}
