import AMQP
import GRPCCore
import Logging
import Synchronization

/// What all copies of one client transport share.
final class ClientCore: Sendable {
    let methods: MethodConfiguration
    let retryThrottle: RetryThrottle?
    private let bus: ClientBus
    private let consumer: AMQPClient
    private let registry = Mutex(ClientRegistry())
    private let changes = ChangeSignal()

    init(bus: ClientBus, consumer: AMQPClient) {
        let serviceConfig = bus.configuration.serviceConfig
        self.bus = bus
        self.consumer = consumer
        self.methods = MethodConfiguration(serviceConfig)
        self.retryThrottle = serviceConfig.retryThrottling.map(RetryThrottle.init(policy:))
    }

    private var configuration: AMQPClientTransport.Configuration { self.bus.configuration }

    /// The open calls, for tests.
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
            self.interrupt("The reply queue was lost")
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    private func takeRepliesOnce() async throws(AMQPError) {
        try await self.consumer.waitUntilConnected()
        try await self.bus.publisher.waitUntilConnected()
        try await self.consumer.declare(self.topology)
        let replies = try await self.consumer.consume(
            queue: self.configuration.replyQueue, prefetch: self.configuration.prefetch, exclusive: true)
        self.registry.withLock { $0.becomeReady() }
        self.changes.notify()
        try await self.dispatch(replies)
    }

    private func dispatch(_ replies: AMQPConsumer) async throws(AMQPError) {
        while true {
            let batch = try await replies.nextBatch()
            guard let last = batch.last else { return }
            for delivery in batch { self.dispatch(delivery) }
            do throws(AMQPError) {
                try replies.ack(last, multiple: true)
            } catch {
                // A stale delivery came over a connection that took its reply queue with it: nothing to settle.
                guard error.code == .staleDelivery else { throw error }
            }
        }
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

    /// Fails the open calls when the connection goes, because their reply queue goes with it.
    private func watchConnection() async {
        var wasConnected = false
        for await state in self.consumer.states {
            switch state {
            case .connected:
                // Connected twice in a row: the interruption in between was too short to be seen.
                if wasConnected { self.interrupt("The connection to the broker was lost") }
                wasConnected = true
                self.registry.withLock { $0.becomeReady(afterInterruption: true) }
                self.changes.notify()
            case .blocked:
                wasConnected = false
            case .reconnecting, .closed:
                wasConnected = false
                self.interrupt("The connection to the broker was lost")
            }
        }
    }

    private func interrupt(_ reason: String) {
        for call in self.registry.withLock({ $0.interrupt() }) { call.lost(reason) }
        self.changes.notify()
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
            self.registry.withLock { $0.remove(call.id) }
            self.changes.notify()
        }
        let context = ClientContext(
            descriptor: descriptor, remotePeer: "amqp:\(self.configuration.exchanges.requests)",
            localPeer: "amqp:\(self.configuration.replyQueue)")
        return try await closure(call.stream, context)
    }

    private func begin(_ method: MethodDescriptor, _ options: CallOptions) async throws -> ClientCall {
        let limits = WireLimits(
            messageBytes: min(
                options.maxRequestMessageBytes ?? .max, self.configuration.maximumMessageBytes),
            metadataBytes: self.configuration.maximumMetadataBytes)
        while true {
            let version = self.changes.version
            let (call, admission) = self.registry.withLock { registry -> (ClientCall?, ClientRegistry.Admission) in
                let admission = registry.admit(waitsForReady: options.waitForReady ?? false)
                guard case .begin(let id) = admission else { return (nil, admission) }
                let call = ClientCall(id: id, method: method, bus: self.bus, limits: limits)
                registry.insert(call)
                return (call, admission)
            }
            if let call { return call }
            switch admission {
            case .refuse(let error): throw error
            case .wait, .begin: try await self.changes.wait(after: version)
            }
        }
    }
}
