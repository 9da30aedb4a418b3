import AMQP
import GRPCCore
import Logging
import Synchronization

/// What all copies of one client transport share.
final class ClientCore: Sendable {
    let methods: MethodConfiguration
    let retryThrottle: RetryThrottle?
    let bus: ClientBus
    private let registry = Mutex(ClientRegistry())
    private let changes = ChangeSignal()
    /// A call has begun while ``watchSilence(patience:)`` slept.
    let openings = ChangeSignal()
    /// It has been looked whether a service is there, for tests.
    let looks = ChangeSignal()

    init(bus: ClientBus) {
        let serviceConfig = bus.configuration.serviceConfig
        self.bus = bus
        self.methods = MethodConfiguration(serviceConfig)
        self.retryThrottle = serviceConfig.retryThrottling.map(RetryThrottle.init(policy:))
    }

    private var consumer: AMQPClient { self.bus.consumer }
    private var configuration: AMQPClientTransport.Configuration { self.bus.configuration }

    /// The open calls.
    var openCalls: [ClientCall] { self.registry.withLock { $0.openCalls } }

    // MARK: Connecting

    func connect() async throws {
        let begins = try self.registry.withLock { registry throws(RPCError) in try registry.connect() }
        defer { self.close() }
        guard begins else { return }
        try await withThrowingTaskGroup { group in
            group.addTask { try await self.waitUntilDrained() }
            group.addTask { try await self.takeReplies() }
            group.addTask { await self.watchConnection() }
            if let patience = self.configuration.absencePatience {
                group.addTask { try await self.watchSilence(patience: patience) }
                group.addTask { try await self.watchAlarm(patience: patience) }
            }
            // The first to end is the drain, a cancellation, or a failure nothing can be done about.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    func beginGracefulShutdown() {
        self.registry.withLock { $0.drain() }
        self.changes.notify()
    }

    private func close() {
        let calls = self.registry.withLock { $0.close() }
        for call in calls { call.lost("The client transport was closed") }
        self.changes.notify()
    }

    private func waitUntilDrained() async throws {
        while true {
            let version = self.changes.version
            if self.registry.withLock({ $0.isDrained }) { return }
            try await self.changes.wait(after: version)
        }
    }

    /// Takes replies; subscribes again when the broker ended the subscription.
    private func takeReplies() async throws {
        while true {
            do throws(AMQPError) {
                return try await self.takeRepliesOnce()
            } catch {
                guard error.isRetriable else { throw error }
            }
            self.interrupt("The reply queue was lost", epoch: nil)
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    private func takeRepliesOnce() async throws(AMQPError) {
        try await self.consumer.waitUntilConnected()
        try await self.bus.publisher.waitUntilConnected()
        try await self.consumer.declare(self.topology)
        // A reply is worth nothing to anyone else, so the broker may forget it as soon as it has sent it.
        let replies = try await self.consumer.consume(
            queue: self.configuration.replyQueue, prefetch: nil, exclusive: true
        ) { [weak self] _, delivery in self?.dispatch(delivery) }
        self.registry.withLock { $0.becomeReady() }
        self.changes.notify()
        // Yields nothing; ends with the subscription.
        for try await _ in replies {}
        await replies.cancel()
    }

    private func dispatch(_ delivery: AMQPDelivery) {
        let limits = WireLimits(
            messageBytes: self.configuration.maximumMessageBytes, metadataBytes: self.configuration.maximumMetadataBytes)
        let call = delivery.properties.correlationID.flatMap { id in self.registry.withLock { $0.call(id) } }
        do {
            let frame = try FrameCodec(limits: limits).decode(delivery.properties, delivery.body)
            if let call { call.receive(frame) } else { self.answerOrphan(frame) }
        } catch {
            self.bus.logger.debug("A reply cannot be read", metadata: ["error": "\(error)"])
            call?.fail(error)
        }
    }

    /// A server asks after a call that is over here: its cancellation was lost on the way.
    private func answerOrphan(_ frame: Frame) {
        guard frame.kind == .ping || frame.kind == .accept, let address = frame.address else { return }
        var cancel = Frame(.cancel, callID: frame.callID)
        cancel.replyTo = self.configuration.replyQueue
        let nowhere = MethodDescriptor(fullyQualifiedService: "", method: "")
        self.bus.tell(cancel, address: address, method: nowhere, limits: .standard)
    }

    /// Fails the calls whose connection has gone, because their reply queue went with it.
    private func watchConnection() async {
        for await state in self.consumer.states {
            self.interruptStale()
            guard state == .connected else { continue }
            self.registry.withLock { $0.becomeReady(afterInterruption: true) }
            self.changes.notify()
        }
    }

    private func interruptStale() {
        // The number is read under the registry's lock, as it is when a call opens: either this look finds the call, or
        // the call finds the connection gone.
        let calls = self.registry.withLock { $0.interrupt(self.consumer.epoch) }
        self.fail(calls, "The connection to the broker was lost")
    }

    private func interrupt(_ reason: String, epoch: UInt64?) {
        self.fail(self.registry.withLock { $0.interrupt(epoch) }, reason)
    }

    private func fail(_ calls: [ClientCall], _ reason: String) {
        for call in calls { call.lost(reason) }
        self.changes.notify()
    }

    /// Whether a request that is about to be sent can be answered.
    private func opens(_ id: String) -> Bool {
        self.registry.withLock { $0.open(id, over: self.consumer.epoch) }
    }

    private var topology: AMQPTopology {
        let queue = self.configuration.replyQueue
        let exchanges = self.configuration.exchanges
        return AMQPTopology(
            exchanges: self.configuration.declaresExchanges ? exchanges.declarations : [],
            queues: [AMQPTopology.Queue(queue, durable: false, exclusive: true)],
            bindings: [AMQPTopology.Binding(queue: queue, to: exchanges.addressed, routingKey: queue)])
    }

    // MARK: Calls

    func withStream<T: Sendable>(
        descriptor: MethodDescriptor,
        options: CallOptions,
        _ closure: (
            RPCStream<AMQPClientTransport.Inbound, AMQPClientTransport.Outbound>, ClientContext
        ) async throws -> T
    ) async throws -> T {
        let call = try await self.begin(descriptor, options)
        defer {
            call.close()
            let isDrained = self.registry.withLock { registry in
                registry.remove(call.id)
                return registry.isDrained
            }
            // Else nobody waits for the end of a call, and waking who waits for something else costs as much as the call.
            if isDrained { self.changes.notify() }
        }
        let context = ClientContext(
            descriptor: descriptor, remotePeer: "amqp:\(self.configuration.exchanges.requests)",
            localPeer: "amqp:\(self.configuration.replyQueue)")
        // Writing the request and reading the reply of a unary call is two short steps; on the thread that sends and
        // receives them they need no hand-over. Streams have code of the caller in between.
        guard descriptor.type == .unary else { return try await closure(call.stream, context) }
        return try await withTaskExecutorPreference(AMQPThread.executor) { try await closure(call.stream, context) }
    }

    /// Whether there are open calls; when not, the next one raises ``openings``.
    func hasCallsToWatch() -> Bool { self.registry.withLock { $0.isToBeWatched() } }

    private func begin(_ method: MethodDescriptor, _ options: CallOptions) async throws -> ClientCall {
        let limits = WireLimits(
            messageBytes: min(
                options.maxRequestMessageBytes ?? .max, self.configuration.maximumMessageBytes),
            metadataBytes: self.configuration.maximumMetadataBytes)
        while true {
            let version = self.changes.version
            let (call, admission, wakes) = self.registry.withLock { registry -> (ClientCall?, ClientRegistry.Admission, Bool) in
                let admission = registry.admit(waitsForReady: options.waitForReady ?? false)
                guard case .begin(let id) = admission else { return (nil, admission, false) }
                let call = ClientCall(id: id, method: method, bus: self.bus, limits: limits) { self.opens($0) }
                return (call, admission, registry.insert(call))
            }
            if wakes { self.openings.notify() }
            if let call { return call }
            switch admission {
            case .refuse(let error): throw error
            case .wait, .begin: try await self.changes.wait(after: version)
            }
        }
    }
}
