import AMQP
import Clocks
import GRPCCore
import Logging
import Synchronization

/// What all copies of one server transport share.
final class ServerCore: Sendable {
    typealias Handler = @Sendable (
        RPCStream<AMQPServerTransport.Inbound, AMQPServerTransport.Outbound>, ServerContext
    ) async -> Void

    private struct State {
        var ledger: CallLedger<ServerCall>
        var methods: [String: MethodDescriptor] = [:]
        var isShuttingDown = false
        var subscribed: Set<String> = []
    }

    let bus: ServerBus
    private let consumer: AMQPClient
    private let state: Mutex<State>
    private let changes = ChangeSignal()

    init(bus: ServerBus, consumer: AMQPClient) {
        self.bus = bus
        self.consumer = consumer
        self.state = Mutex(State(ledger: CallLedger(memory: bus.configuration.memory)))
    }

    var configuration: AMQPServerTransport.Configuration { self.bus.configuration }

    /// The running calls, for tests.
    var runningCalls: [ServerCall] { self.state.withLock { $0.ledger.runningCalls } }

    func configure(methods: [MethodDescriptor]) {
        self.state.withLock { state in
            for method in methods { state.methods[method.fullyQualifiedMethod] = method }
        }
    }

    func beginGracefulShutdown() {
        let calls = self.state.withLock { state in
            state.isShuttingDown = true
            return state.ledger.runningCalls
        }
        for call in calls { call.beginGracefulShutdown() }
        self.changes.notify()
    }

    // MARK: Listening

    func listen(streamHandler: @escaping Handler) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask {
                try await self.subscribe(to: self.configuration.processQueue, prefetch: 1_024, exclusive: true) { frames in
                    try await self.takeFrames(frames)
                }
            }
            group.addTask { try await self.serveAll(streamHandler) }
            // Serving ends with shutdown; the frames of the calls in hand are needed until then.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func serveAll(_ handler: @escaping Handler) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for queue in self.configuration.queues {
                group.addTask {
                    try await self.subscribe(to: queue.name, prefetch: queue.concurrency, exclusive: false) { requests in
                        try await self.serve(requests, handler)
                    }
                }
            }
        }
    }

    /// Subscribes to a queue, again when the broker ended the subscription, until shutdown or cancellation.
    private func subscribe(
        to queue: String, prefetch: UInt16, exclusive: Bool,
        _ body: @Sendable (AMQPConsumer) async throws -> Void
    ) async throws {
        while !Task.isCancelled, exclusive || !self.isShuttingDown {
            do {
                try await self.consumer.waitUntilConnected()
                try await self.bus.publisher.waitUntilConnected()
                try await self.consumer.declare(self.topology)
                let deliveries = try await self.consumer.consume(queue: queue, prefetch: prefetch, exclusive: exclusive)
                self.note(queue, isSubscribed: true)
                defer { self.note(queue, isSubscribed: false) }
                return try await body(deliveries)
            } catch let error as AMQPError where error.isRetriable {
                self.bus.logger.debug("A subscription ended", metadata: ["queue": "\(queue)", "error": "\(error)"])
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    var isShuttingDown: Bool { self.state.withLock { $0.isShuttingDown } }

    private func note(_ queue: String, isSubscribed: Bool) {
        self.state.withLock { state in
            if isSubscribed { state.subscribed.insert(queue) } else { state.subscribed.remove(queue) }
        }
        self.changes.notify()
    }

    /// Returns once requests can come from every queue.
    func waitUntilListening() async throws {
        while true {
            let version = self.changes.version
            if self.state.withLock({ $0.subscribed.count }) > self.configuration.queues.count { return }
            try await self.changes.wait(after: version)
        }
    }

    private func waitUntilShutdown() async throws {
        while true {
            let version = self.changes.version
            if self.isShuttingDown { return }
            try await self.changes.wait(after: version)
        }
    }

    /// What a server of any set-up declares: the queue of this process.
    private var topology: AMQPTopology {
        let configuration = self.configuration
        let process = configuration.processQueue
        let services = configuration.queues.flatMap(\.services)
        var topology = configuration.declaresTopology ? self.requestTopology : AMQPTopology()
        topology.queues.append(AMQPTopology.Queue(process, durable: false, exclusive: true))
        topology.bindings += ([process] + services.map(RPCExchanges.everyServer)).map {
            AMQPTopology.Binding(queue: process, to: configuration.exchanges.addressed, routingKey: $0)
        }
        return topology
    }

    /// What the broker's definitions have, for set-ups without them.
    var requestTopology: AMQPTopology {
        let exchanges = self.configuration.exchanges
        var topology = AMQPTopology(exchanges: exchanges.declarations)
        for queue in self.configuration.queues {
            topology.queues.append(AMQPTopology.Queue(queue.name))
            topology.bindings += queue.services.map {
                AMQPTopology.Binding(queue: queue.name, to: exchanges.requests, routingKey: "\($0).*")
            }
        }
        return topology
    }

    func end(_ call: ServerCall, answered: Bool) {
        self.state.withLock { $0.ledger.end(call.key, answered: answered) }
    }

    // MARK: Frames of calls in hand

    private func takeFrames(_ frames: AMQPConsumer) async throws {
        while true {
            let batch = try await frames.nextBatch()
            guard let last = batch.last else { return }
            for delivery in batch { self.takeFrame(delivery) }
            do throws(AMQPError) {
                try frames.ack(last, multiple: true)
            } catch {
                // A stale delivery came over a connection that took its queue with it: nothing to settle.
                guard error.code == .staleDelivery else { throw error }
            }
        }
    }

    private func takeFrame(_ delivery: AMQPDelivery) {
        guard let client = delivery.properties.replyTo, let id = delivery.properties.correlationID else { return }
        let key = CallKey(client: client, id: id)
        let call = self.state.withLock { $0.ledger.call(key) }
        do {
            let frame = try FrameCodec(limits: self.configuration.limits).decode(delivery.properties, delivery.body)
            if let call {
                call.receive(frame)
            } else if frame.kind == .cancel {
                self.state.withLock { $0.ledger.noteCancelled(key) }
            }
        } catch {
            call?.abort(.failed(error))
        }
    }

    // MARK: Requests

    private func serve(_ requests: AMQPConsumer, _ handler: @escaping Handler) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask {
                try await self.waitUntilShutdown()
                await requests.cancel()
            }
            defer { group.cancelAll() }
            try await withThrowingDiscardingTaskGroup { calls in
                for try await delivery in requests {
                    calls.addTask { await self.handle(delivery, of: requests, handler) }
                }
                guard self.isShuttingDown || Task.isCancelled else {
                    throw RPCError(code: .unavailable, message: "The connection requests come in on was shut down.")
                }
            }
        }
    }

    private func handle(_ delivery: AMQPDelivery, of requests: AMQPConsumer, _ handler: @escaping Handler) async {
        let request: IncomingRequest
        do {
            request = try IncomingRequest(delivery, configuration: self.configuration)
        } catch {
            self.bus.logger.debug("A request cannot be read", metadata: ["error": "\(error)"])
            await self.refuse(delivery, with: error)
            return self.settle(delivery, of: requests)
        }
        let (admission, call) = self.admit(request)
        switch admission {
        case .run:
            if let call { return await self.run(call, request, requests, handler) }
            await self.refuse(delivery, with: request.expiry)
        case .runningHere(let call):
            return call.adopt(delivery)
        case .answered:
            break
        case .cancelled:
            await self.refuse(delivery, with: RPCError(code: .cancelled, message: "The client cancelled the call."))
        case .refuse:
            await self.refuse(delivery, with: request.redeliveryRefusal)
        }
        self.settle(delivery, of: requests)
    }

    private func admit(_ request: IncomingRequest) -> (CallLedger<ServerCall>.Admission, ServerCall?) {
        self.state.withLock { state in
            let name = request.method.fullyQualifiedMethod
            let method = state.methods[name] ?? request.method
            let mayRunAgain = request.mayRunAgain(as: method, idempotent: self.configuration.idempotentMethods)
            let admission = state.ledger.judge(
                request.key, redelivered: request.delivery.redelivered, mayRunAgain: mayRunAgain)
            guard case .run = admission, !request.isExpired(now: self.configuration.clock.now()) else {
                return (admission, nil)
            }
            let call = ServerCall(
                request.frame, key: request.key, method: method, deadline: request.deadline,
                delivery: request.delivery, bus: self.bus)
            state.ledger.begin(request.key, call)
            return (admission, call)
        }
    }
}
