import AMQP
import Clocks
import GRPCAMQPTransport
import GRPCCore
import HosoProto
import Logging
import Messaging
import Postgres
import ServiceKit
import TestSupport

@testable import Gateway

/// A gateway, a service that answers a call and tells an event, and one that hears it and tells its own.
struct TraceChain: Sendable {
    let teller: PostgresClient
    let listener: PostgresClient
    let broker: AMQPClient
    let logger: Logger
    private let exchange = TestBroker.uniqueName("events")
    private let queue = TestBroker.uniqueName("listener")
    private let calls = TestBroker.uniqueName("rpc")
    private let log = EventLog()
    private let script = Script(methods: PublicMethods.all)

    init(teller: PostgresClient, listener: PostgresClient, broker: AMQPClient, logger: Logger) {
        self.teller = teller
        self.listener = listener
        self.broker = broker
        self.logger = logger
    }

    private static func event(_ name: String) -> OutgoingEvent {
        OutgoingEvent(
            id: UUIDv7Source().next(), name: name, key: "H29", occurredAt: SystemClock().now(), payload: [1],
            dataSchema: "hoso.test.v1.Told")
    }

    func prepare() async throws {
        try await self.broker.declare(
            EventTopology.active(queue: self.queue, events: ["test.told.v1"], exchange: self.exchange))
    }

    func remove() async throws {
        try await self.broker.deleteQueue(self.queue)
        try await self.broker.deleteQueue(self.calls)
        try await self.broker.deleteExchange(self.exchange)
    }

    /// The relay of the one and the consumer of the other.
    func services() throws -> [@Sendable () async throws -> Void] {
        var relaying = RelayConfiguration(source: "hoso/teller")
        relaying.exchange = self.exchange
        let relay = EventRelay(
            log: self.log, database: self.teller, broker: self.broker, configuration: relaying, logger: self.logger)
        var consuming = ConsumerConfiguration()
        consuming.exchange = self.exchange
        let consumer = try EventConsumer(
            subscriptions: [
                EventSubscription(queue: self.queue, event: "test.told.v1") { _, _ in [Self.event("test.answered.v1")] }
            ], database: self.listener, broker: self.broker, log: EventLog(), clock: SystemClock(),
            configuration: consuming, logger: self.logger)
        return [{ try await relay.run() }, { try await consumer.run() }]
    }

    /// Sends an HTTP request whose handler, over AMQP, tells an event.
    ///
    /// - Returns: The HTTP status.
    func request(_ path: String, _ method: MethodDescriptor, traceparent: String) async throws -> Int {
        let (teller, log) = (self.teller, self.log)
        self.script.on(method) { (_: Hoso_Reporting_V1_GetFiguresRequest) in
            try await teller.withTransaction { try await log.append([Self.event("test.told.v1")], in: $0) }
            return Hoso_Reporting_V1_GetFiguresResponse()
        }
        var serving = AMQPServerTransport.Configuration(
            name: "trace-test", queues: [.init(name: self.calls, services: [method.service.fullyQualifiedService])])
        serving.declaresTopology = true
        let server = AMQPServerTransport(
            publisher: self.broker, consumer: self.broker, configuration: serving, logger: self.logger)
        var calling = AMQPClientTransport.Configuration(name: "trace-test")
        calling.declaresExchanges = true
        let client = AMQPClientTransport(
            publisher: self.broker, consumer: self.broker, configuration: calling, logger: self.logger)
        return try await withGRPCServer(
            transport: server, services: [self.script], interceptors: [AnswerTracing(), AnswerMetrics()]
        ) { _ in
            try await server.waitUntilListening()
            return try await withGRPCClient(transport: client, interceptors: [CallTracing()]) { client in
                let (statuses, sink) = AsyncStream.makeStream(of: Int.self)
                try await EdgeRig.run(self.script, calling: client) { rig in
                    sink.yield(try await rig.get(path, headers: ["traceparent": traceparent]).status)
                }
                sink.finish()
                return await statuses.first { _ in true } ?? 0
            }
        }
    }

    /// What the listener told in the trace.
    func answers(of traceparent: String) async throws -> [EventLog.TracedEvent] {
        guard let trace = TraceContext(traceparent: traceparent) else { return [] }
        return try await EventLog.events(ofTrace: trace.traceID, in: self.listener)
    }
}
