import AMQP
import Clocks
import GRPCCore
import Synchronization

/// One running call of a server: the state machine, the parts for the handler, and the bus.
final class ServerCall: Sendable {
    typealias Part = RPCRequestPart<AMQPTransportBytes>

    let key: CallKey
    let method: MethodDescriptor
    let deadline: UTCInstant?
    private let bus: ServerBus
    private let state: Mutex<ServerStreamState>
    private let changes = ChangeSignal()
    private let parts: AsyncThrowingStream<Part, any Error>
    private let sink: AsyncThrowingStream<Part, any Error>.Continuation
    /// Tells the call's owner that the handler is to be cancelled.
    let aborted: AsyncStream<Void>
    private let abortSink: AsyncStream<Void>.Continuation
    private let handle: Mutex<ServerContext.RPCCancellationHandle?>
    /// What to acknowledge in the end; replaced when the broker delivers the running request again.
    private let delivery: Mutex<AMQPDelivery>

    init(_ open: Frame, key: CallKey, method: MethodDescriptor, deadline: UTCInstant?, delivery: AMQPDelivery, bus: ServerBus) {
        self.key = key
        self.method = method
        self.deadline = deadline
        self.bus = bus
        self.state = Mutex(
            ServerStreamState(
                open: open, address: bus.configuration.processQueue, type: method.type,
                window: bus.configuration.receiveWindowBytes, messageLimit: bus.configuration.maximumMessageBytes))
        (self.parts, self.sink) = AsyncThrowingStream.makeStream()
        (self.aborted, self.abortSink) = AsyncStream.makeStream()
        self.handle = Mutex(nil)
        self.delivery = Mutex(delivery)
        self.sink.yield(.metadata(open.metadata ?? [:]))
        for message in open.messages { self.sink.yield(.message(message)) }
        if open.isEnd { self.sink.finish() }
    }

    /// The stream GRPCCore reads from and writes to.
    var stream: RPCStream<AMQPServerTransport.Inbound, AMQPServerTransport.Outbound> {
        RPCStream(
            descriptor: self.method,
            inbound: RPCAsyncSequence(
                wrapping: PartSequence(parts: self.parts) { part in
                    if case .message(let message) = part { self.took(message.cost) }
                }),
            outbound: RPCWriter.Closable(
                wrapping: PartWriter(
                    onWrite: { try await self.write($0) },
                    onFinish: { self.finish(throwing: $0) })))
    }

    /// Bytes that arrived and the handler has not taken.
    var bufferedBytes: Int64 { self.state.withLock { $0.bufferedBytes } }

    /// The frame to send before anything else, when the client has more to write.
    var acceptance: Frame? { self.state.withLock { $0.acceptance } }

    // MARK: The client

    func receive(_ frame: Frame) {
        self.perform(self.state.withLock { $0.receive(frame) })
    }

    func abort(_ reason: ServerStreamState.Abort) {
        self.perform(self.state.withLock { $0.abort(reason) })
    }

    /// Tells the handler that the server wants to stop, without ending the call.
    func beginGracefulShutdown() {
        self.handle.withLock { $0 }?.cancel()
    }

    /// The handle by which the handler learns of a cancellation; it may have come already.
    func attach(_ handle: ServerContext.RPCCancellationHandle) {
        self.handle.withLock { $0 = handle }
        if self.state.withLock({ $0.isAborted }) { handle.cancel() }
    }

    /// Asks whether the client is still there; ends the call when it is not.
    func ping() async throws {
        guard let frame = self.state.withLock({ $0.ping() }) else { return }
        do {
            try await self.bus.publish(frame, to: self.key.client)
        } catch let error as AMQPError where error.code == .returned {
            self.abort(.clientGone)
        } catch let error as AMQPError where error.isRetriable {
            // No answer either way; the next ping asks again.
            return
        }
    }

    private func perform(_ reaction: ServerStreamState.Reaction) {
        for part in reaction.parts { self.sink.yield(part) }
        if reaction.isEnd { self.sink.finish() }
        if let abort = reaction.abort {
            self.sink.finish(throwing: abort.error)
            self.handle.withLock { $0 }?.cancel()
            self.abortSink.finish()
        }
        if reaction.wakesWriters { self.changes.notify() }
    }

    private func took(_ bytes: Int) {
        let frame = self.state.withLock { $0.consumed(bytes) }
        if let frame { self.bus.tell(frame, to: self.key.client) }
    }

    // MARK: The handler

    private func write(_ part: RPCResponsePart<AMQPTransportBytes>) async throws {
        let limits = self.bus.configuration.limits
        while true {
            let version = self.changes.version
            let action = try self.state.withLock { state throws(RPCError) in try state.write(part, limits: limits) }
            switch action {
            case .held: return
            case .wait: try await self.changes.wait(after: version)
            case .send(let frame): return try await self.publish(frame)
            }
        }
    }

    private func finish(throwing error: (any Error)?) {
        guard let error else { return }
        let reason = error as? RPCError
        self.abort(.failed(reason ?? RPCError(code: .unknown, message: "The handler failed.", cause: error)))
    }

    private func publish(_ frame: Frame) async throws {
        defer { self.changes.notify() }
        do {
            try await self.bus.publish(frame, to: self.key.client)
            self.state.withLock { $0.sent() }
        } catch let error as RPCError {
            self.state.withLock { $0.unsent() }
            throw error
        } catch let error as AMQPError {
            self.state.withLock { $0.sent() }
            if error.code == .returned { self.abort(.clientGone) }
            throw RPCError.unavailable("A part of the reply was not taken", mayHaveRun: true, mayRetry: false, cause: error)
        }
    }

    // MARK: The end

    /// Hands the last frame to the broker; `false` when the client may still be waiting for it.
    func reply() async -> Bool {
        guard let frame = self.state.withLock({ $0.reply() }) else { return true }
        let delivery: ServerBus.Delivery
        do {
            delivery = try await self.bus.deliver(frame, to: self.key.client)
        } catch {
            let instead = self.state.withLock { state in
                state.unsent()
                return state.reply(insteadWith: error)
            }
            delivery = (try? await self.bus.deliver(instead, to: self.key.client)) ?? .failed
        }
        return delivery != .failed
    }

    /// The broker delivered the running request again, because it lost the connection of the first delivery.
    func adopt(_ delivery: AMQPDelivery) {
        self.delivery.withLock { $0 = delivery }
    }

    /// The delivery to settle.
    var settles: AMQPDelivery { self.delivery.withLock { $0 } }
}
