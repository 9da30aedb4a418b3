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
        /// When ``watchDeadlines()`` looks again by itself.
        var alarm: ContinuousClock.Instant?
    }

    let bus: ServerBus
    private let consumer: AMQPClient
    private let state: Mutex<State>
    private let changes = ChangeSignal()
    /// A call has begun that ends before ``State/alarm``.
    private let deadlines = ChangeSignal()
    /// A call has ended after shutdown began.
    private let endings = ChangeSignal()

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
            group.addTask { try await self.takeFrames() }
            group.addTask { try await self.watchDeadlines() }
            group.addTask {
                do {
                    try await self.serveAll(streamHandler)
                } catch {
                    await self.finishCalls()
                    throw error
                }
                await self.finishCalls()
            }
            // Serving ends with shutdown; the frames of the calls in hand are needed until then.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func serveAll(_ handler: @escaping Handler) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for queue in self.configuration.queues {
                group.addTask {
                    try await self.subscribe(to: queue.name, prefetch: queue.concurrency) { [weak self] requests, delivery in
                        self?.handle(RequestReceipt(delivery: delivery, consumer: requests), handler)
                    }
                }
            }
        }
    }

    /// Takes the frames of calls in hand; one that is lost with the connection is made up for by a ping or a deadline.
    private func takeFrames() async throws {
        try await self.subscribe(to: self.configuration.processQueue, prefetch: nil) { [weak self] _, delivery in
            self?.takeFrame(delivery)
        }
    }

    /// Subscribes to a queue, again when the broker ended the subscription, until shutdown or cancellation.
    ///
    /// - Parameter prefetch: How many requests run at once; `nil` for the queue of this process, which is needed until all
    ///   calls are done.
    private func subscribe(to queue: String, prefetch: UInt16?, _ handler: @escaping AMQPConsumer.Handler) async throws {
        let isOwn = prefetch == nil
        while !Task.isCancelled, isOwn || !self.isShuttingDown {
            do {
                try await self.consumer.waitUntilConnected()
                try await self.bus.publisher.waitUntilConnected()
                try await self.consumer.declare(self.topology)
                let deliveries = try await self.consumer.consume(
                    queue: queue, prefetch: prefetch, exclusive: isOwn, handler: handler)
                self.note(queue, isSubscribed: true)
                defer { self.note(queue, isSubscribed: false) }
                return try await self.stay(with: deliveries, untilShutdown: !isOwn)
            } catch let error as AMQPError where error.isRetriable {
                self.bus.logger.debug("A subscription ended", metadata: ["queue": "\(queue)", "error": "\(error)"])
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    /// Returns when a subscription has ended, and ends it at shutdown.
    private func stay(with deliveries: AMQPConsumer, untilShutdown: Bool) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            if untilShutdown {
                group.addTask {
                    try await self.waitUntilShutdown()
                    await deliveries.cancel()
                }
            }
            defer { group.cancelAll() }
            // Yields nothing: the handler has it all.
            for try await _ in deliveries {}
            // Before the requests in hand are given back, or they would come here again.
            if Task.isCancelled { await deliveries.cancel() }
            guard self.isShuttingDown || Task.isCancelled else {
                throw RPCError(code: .unavailable, message: "The connection requests come in on was shut down.")
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

    // MARK: Beginning and ending calls

    /// Decides about a request and begins the call if it is to run.
    func admit(_ request: IncomingRequest, _ receipt: RequestReceipt) -> (CallLedger<ServerCall>.Admission, ServerCall?) {
        let (admission, call, isNext) = self.state.withLock { state in
            let name = request.method.fullyQualifiedMethod
            let method = state.methods[name] ?? request.method
            let mayRunAgain = request.mayRunAgain(as: method, idempotent: self.configuration.idempotentMethods)
            let admission = state.ledger.judge(
                request.key, redelivered: receipt.delivery.redelivered, mayRunAgain: mayRunAgain)
            guard case .run = admission, !request.isExpired(now: self.configuration.clock.now()) else {
                return (admission, ServerCall?.none, false)
            }
            let call = ServerCall(
                request.frame, key: request.key, method: method, deadline: request.deadline, receipt: receipt, bus: self.bus)
            state.ledger.begin(request.key, call)
            let isNext = state.alarm.map { call.endsAt < $0 } ?? true
            if isNext { state.alarm = call.endsAt }
            return (admission, call, isNext)
        }
        if isNext { self.deadlines.notify() }
        return (admission, call)
    }

    /// A call is over; `answered` when its reply is with the broker or nobody wants it.
    func end(_ call: ServerCall, answered: Bool) {
        let isShuttingDown = self.state.withLock { state in
            state.ledger.end(call.key, answered: answered)
            return state.isShuttingDown
        }
        self.settle(call.settles, answered: answered)
        if isShuttingDown { self.endings.notify() }
    }

    /// Waits until every call in hand is over; when cancelled, cancels their handlers and gives the requests back.
    private func finishCalls() async {
        await withTaskCancellationHandler {
            while true {
                let version = self.endings.version
                let isIdle = self.state.withLock { state in
                    // Endings are reported from now on, whatever the reason for this one.
                    state.isShuttingDown = true
                    return state.ledger.runningCalls.isEmpty
                }
                if isIdle { return }
                if Task.isCancelled { for call in self.runningCalls { call.drop() } }
                await self.endings.waitRegardless(after: version)
            }
        } onCancel: {
            for call in self.runningCalls { call.drop() }
            self.endings.notify()
        }
    }

    /// Ends each call when its time has come; one task for all, so that a call costs no timer.
    private func watchDeadlines() async throws {
        while true {
            let version = self.deadlines.version
            let now = ContinuousClock.now
            let (late, next) = self.state.withLock { state -> ([ServerCall], ContinuousClock.Instant?) in
                let open = state.ledger.runningCalls.filter { !$0.isAborted }
                state.alarm = open.map(\.endsAt).filter { $0 > now }.min()
                return (open.filter { $0.endsAt <= now }, state.alarm)
            }
            for call in late { call.expire() }
            try await self.deadlines.wait(after: version, until: next)
        }
    }

    // MARK: Frames of calls in hand

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
}
