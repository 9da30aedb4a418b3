import AMQP
import Clocks
import GRPCCore
import Logging
import Synchronization

/// One running call of a server: the state machine, the parts for the handler, and the bus.
final class ServerCall: Sendable {
    typealias Part = RPCRequestPart<AMQPTransportBytes>

    let key: CallKey
    let method: MethodDescriptor
    let deadline: UTCInstant?
    /// When the call is ended if its handler has not returned: at its deadline, or when it has lasted long enough.
    let endsAt: ContinuousClock.Instant
    private let isDeadlineFirst: Bool
    private let bus: ServerBus
    private let state: Mutex<ServerStreamState>
    private let changes = ChangeSignal()
    private let parts: AsyncThrowingStream<Part, any Error>
    private let sink: AsyncThrowingStream<Part, any Error>.Continuation
    private let run = Mutex(Run())
    /// What to acknowledge in the end; replaced when the broker delivers the running request again.
    private let receipt: Mutex<RequestReceipt>

    /// The handler at work.
    private struct Run {
        var handle: ServerContext.RPCCancellationHandle?
        var task: Task<Void, Never>?
        var isDropped = false
    }

    init(
        _ open: Frame, key: CallKey, method: MethodDescriptor, deadline: UTCInstant?, receipt: RequestReceipt, bus: ServerBus
    ) {
        self.key = key
        self.method = method
        self.deadline = deadline
        self.bus = bus
        self.state = Mutex(
            ServerStreamState(
                open: open, address: bus.configuration.processQueue, type: method.type,
                window: bus.configuration.receiveWindowBytes, messageLimit: bus.configuration.maximumMessageBytes))
        (self.parts, self.sink) = AsyncThrowingStream.makeStream()
        self.receipt = Mutex(receipt)
        let longest = bus.configuration.maximumCallDuration
        let remaining = deadline.map { $0 - bus.configuration.clock.now() } ?? longest
        self.isDeadlineFirst = deadline != nil && remaining <= longest
        self.endsAt = .now + min(longest, remaining)
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

    /// Ends the call because ``endsAt`` has come.
    func expire() {
        self.abort(
            .failed(
                self.isDeadlineFirst
                    ? RPCError(code: .deadlineExceeded, message: "The deadline passed while the request ran.")
                    : .unavailable("The call lasted longer than this server allows", mayHaveRun: true, mayRetry: false)))
    }

    /// Whether it has ended before its handler was done.
    var isAborted: Bool { self.state.withLock { $0.isAborted } }

    /// Whether the server stopped before the reply was out, so that the request goes back to the broker.
    var isDropped: Bool { self.run.withLock { $0.isDropped } }

    /// Cancels the handler; what it still replies is not sent.
    func drop() {
        let task = self.run.withLock { run in
            run.isDropped = true
            return run.task
        }
        task?.cancel()
    }

    /// The task the handler runs in. Made by hand, because one call must be cancelled without the others.
    func own(_ task: Task<Void, Never>) {
        self.run.withLock { $0.task = task }
        // Either may have come already.
        if self.isAborted || self.isDropped { task.cancel() }
    }

    /// Tells the handler that the server wants to stop, without ending the call.
    func beginGracefulShutdown() {
        self.run.withLock { $0.handle }?.cancel()
    }

    /// The handle by which the handler learns of a cancellation; it may have come already.
    func attach(_ handle: ServerContext.RPCCancellationHandle) {
        self.run.withLock { $0.handle = handle }
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
            let (handle, task) = self.run.withLock { ($0.handle, $0.task) }
            handle?.cancel()
            task?.cancel()
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

    /// Hands the last frame to the broker.
    ///
    /// - Parameter whenDone: Told whether the call is answered; `false` when the client may still be waiting.
    func reply(goesOn: @escaping @Sendable () -> Bool, whenDone: @escaping @Sendable (Bool) -> Void) {
        guard !self.isDropped else { return whenDone(false) }
        guard let frame = self.state.withLock({ $0.reply() }) else { return whenDone(true) }
        let goesOn: @Sendable () -> Bool = { goesOn() && !self.isDropped }
        do {
            try self.bus.deliver(frame, to: self.key.client, goesOn: goesOn) { whenDone($0 != .failed) }
        } catch {
            let instead = self.state.withLock { state in
                state.unsent()
                return state.reply(insteadWith: error)
            }
            do {
                try self.bus.deliver(instead, to: self.key.client, goesOn: goesOn) { whenDone($0 != .failed) }
            } catch {
                // Not even the reason may travel; the client learns of it by its deadline.
                self.bus.logger.debug("A reply cannot be sent", metadata: ["call.id": "\(self.key.id)", "error": "\(error)"])
                whenDone(false)
            }
        }
    }

    /// The broker delivered the running request again, because it lost the connection of the first delivery.
    func adopt(_ receipt: RequestReceipt) {
        self.receipt.withLock { $0 = receipt }
    }

    /// What to settle.
    var settles: RequestReceipt { self.receipt.withLock { $0 } }
}
