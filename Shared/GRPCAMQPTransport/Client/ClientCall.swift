import AMQP
import Clocks
import GRPCCore
import Synchronization

/// One open call of a client: the state machine, the parts for the caller, and the bus.
final class ClientCall: Sendable {
    typealias Part = RPCResponsePart<AMQPTransportBytes>

    let id: String
    let method: MethodDescriptor
    private let bus: ClientBus
    private let limits: WireLimits
    private let state: Mutex<ClientStreamState>
    private let changes = ChangeSignal()
    private let parts: AsyncThrowingStream<Part, any Error>
    private let sink: AsyncThrowingStream<Part, any Error>.Continuation
    /// Whether sending the request again does no harm; known once its metadata is.
    private let mayRetry: Mutex<Bool>
    /// Asked before the request is sent: whether its reply can arrive.
    private let opening: @Sendable (String) -> Bool

    init(
        id: String, method: MethodDescriptor, bus: ClientBus, limits: WireLimits, opening: @escaping @Sendable (String) -> Bool
    ) {
        self.id = id
        self.method = method
        self.bus = bus
        self.limits = limits
        self.opening = opening
        self.state = Mutex(
            ClientStreamState(
                callID: id, replyTo: bus.configuration.replyQueue, type: method.type,
                window: bus.configuration.receiveWindowBytes, messageLimit: limits.messageBytes))
        (self.parts, self.sink) = AsyncThrowingStream.makeStream()
        self.mayRetry = Mutex(bus.configuration.idempotentMethods.contains(method.fullyQualifiedMethod))
    }

    /// The stream GRPCCore reads from and writes to.
    var stream: RPCStream<AMQPClientTransport.Inbound, AMQPClientTransport.Outbound> {
        RPCStream(
            descriptor: self.method,
            inbound: RPCAsyncSequence(
                wrapping: PartSequence(parts: self.parts) { part in
                    if case .message(let message) = part { self.took(message.cost) }
                }),
            outbound: RPCWriter.Closable(
                wrapping: PartWriter(
                    onWrite: { try await self.write($0) },
                    onFinish: { await self.finish(throwing: $0) })))
    }

    /// Bytes that arrived and the caller has not taken.
    var bufferedBytes: Int64 { self.state.withLock { $0.bufferedBytes } }

    // MARK: Replies

    /// Handles a frame of the server.
    func receive(_ frame: Frame) {
        self.perform(self.state.withLock { $0.receive(frame) })
    }

    /// Ends the call because its reply can no longer arrive.
    func lost(_ reason: String) {
        let mayHaveRun = self.state.withLock { $0.isOpened }
        self.fail(.unavailable(reason, mayHaveRun: mayHaveRun, mayRetry: self.mayRetry.withLock { $0 }))
    }

    /// Ends the call because no process is there that could answer it.
    func giveUpServers() {
        var error = RPCError.unavailable(
            "No process of the service is there any more", mayHaveRun: true, mayRetry: self.mayRetry.withLock { $0 })
        error.metadata.addString("true", forKey: AMQPTransportMetadata.serviceIsAway)
        self.fail(error)
    }

    /// Ends the call because the broker takes no messages, and so no reply either.
    func giveUpBroker(_ reason: String) {
        let (mayHaveRun, mayRetry) = (self.isSent, self.mayRetry.withLock { $0 })
        self.fail(.blocked("The broker takes no messages: \(reason)", mayHaveRun: mayHaveRun, mayRetry: mayRetry))
    }

    /// Whether the request has been handed to the broker.
    var isSent: Bool { self.state.withLock { $0.isOpened } }

    /// Ends the call with an error.
    func fail(_ error: RPCError) {
        self.perform(self.state.withLock { $0.fail(error) })
    }

    /// The caller is done with the call; the server is told if it may still be working on it.
    func close() {
        let frame = self.state.withLock { $0.abandon() }
        if let frame { self.tell(frame) }
        self.sink.finish()
        self.changes.notify()
    }

    private func perform(_ reaction: ClientStreamState.Reaction) {
        for part in reaction.parts { self.sink.yield(part) }
        if reaction.isFinished { self.sink.finish(throwing: reaction.failure) }
        if let answer = reaction.answer { self.tell(answer) }
        if reaction.wakesWriters { self.changes.notify() }
    }

    private func took(_ bytes: Int) {
        let frame = self.state.withLock { $0.consumed(bytes) }
        if let frame { self.tell(frame) }
    }

    /// Sends a frame that may be lost: a later one or the server's ping makes up for it.
    private func tell(_ frame: Frame) {
        self.bus.tell(frame, address: self.state.withLock { $0.serverAddress }, method: self.method, limits: self.limits)
    }

    // MARK: Requests

    private func write(_ part: RPCRequestPart<AMQPTransportBytes>) async throws {
        if case .metadata(let metadata) = part { try self.note(metadata) }
        try await self.repeatedly { state throws(RPCError) in try state.write(part) }
    }

    private func finish(throwing error: (any Error)?) async {
        if let error {
            let reason = error as? RPCError
            return self.fail(reason ?? RPCError(code: .cancelled, message: "The request could not be written.", cause: error))
        }
        do {
            try await self.repeatedly { state in state.finish() }
        } catch let error as RPCError {
            self.fail(error)
        } catch {
            self.fail(RPCError(code: .cancelled, message: "The call was cancelled.", cause: error))
        }
    }

    /// Takes the deadline and the idempotency key from the request's metadata.
    private func note(_ metadata: Metadata) throws(RPCError) {
        if metadata[AMQPTransportMetadata.idempotencyKey].contains(where: { _ in true }) {
            self.mayRetry.withLock { $0 = true }
        }
        guard let text = metadata[stringValues: HeaderName.timeout].first(where: { _ in true }) else { return }
        guard let timeout = GRPCTimeout.parse(text) else {
            throw RPCError(code: .internalError, message: "The timeout \(text.debugDescription) is malformed.")
        }
        let deadline = self.bus.configuration.clock.now() + timeout
        self.state.withLock { $0.deadline = deadline }
    }

    /// Tries a step until the state machine does not ask to wait.
    private func repeatedly(
        _ step: (inout ClientStreamState) throws(RPCError) -> WriteAction
    ) async throws {
        while true {
            let version = self.changes.version
            let action = try self.state.withLock { state throws(RPCError) in try step(&state) }
            switch action {
            case .held:
                return
            case .wait:
                try await self.changes.wait(after: version)
            case .send(let frame):
                return try await self.publish(frame)
            }
        }
    }

    private func publish(_ frame: Frame) async throws(RPCError) {
        if frame.kind == .open, !self.opening(self.id) {
            self.state.withLock { $0.unopened() }
            let failure = RPCError.unavailable("There is no connection to the broker", mayHaveRun: false, mayRetry: true)
            self.fail(failure)
            throw failure
        }
        if frame.kind == .open, frame.isEnd { return self.send(frame) }
        defer {
            self.state.withLock { $0.sent() }
            self.changes.notify()
        }
        let address = self.state.withLock { $0.serverAddress }
        do {
            try await self.bus.publish(frame, address: address, method: self.method, limits: self.limits)
        } catch {
            let failure = self.failure(error, isFirst: frame.kind == .open)
            self.fail(failure)
            throw failure
        }
    }

    /// Sends a request that is one frame. The reply says more than the confirm, so nobody waits for that; only a refusal
    /// ends the call.
    private func send(_ frame: Frame) {
        self.state.withLock { $0.sent() }
        do {
            try self.bus.publish(frame, method: self.method, limits: self.limits) { error in
                self.fail(self.failure(error, isFirst: true))
            }
        } catch {
            self.fail(self.failure(error, isFirst: true))
        }
        self.changes.notify()
    }

    private func failure(_ error: any Error, isFirst: Bool) -> RPCError {
        switch error {
        case let error as AMQPError: .publishing(error, isFirst: isFirst, mayRetry: self.mayRetry.withLock { $0 })
        case let error as RPCError: error
        default: RPCError(code: .unknown, message: "Publishing failed.", cause: error)
        }
    }
}
