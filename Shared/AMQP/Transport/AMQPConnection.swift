import Logging
import NIOCore

/// One connection to the broker, from any thread: hands work to its ``ConnectionHandler``.
final class AMQPConnection: Sendable {
    /// Counts the connections of a client; deliveries carry it.
    let epoch: UInt64
    /// Completes when the connection is over.
    let closed: EventLoopFuture<AMQPError?>

    /// Whether it is over already.
    var hasEnded: Bool { self.outbox.isEnded }

    private let configuration: AMQPConfiguration
    private let eventLoop: any EventLoop
    private let outbox: Outbox
    private let handler: NIOLoopBound<ConnectionHandler>

    /// Wraps a handler; called on its event loop.
    init(handler: ConnectionHandler, eventLoop: any EventLoop) {
        self.epoch = handler.epoch
        self.closed = handler.closed.futureResult
        self.configuration = handler.configuration
        self.eventLoop = eventLoop
        self.outbox = handler.outbox
        self.handler = NIOLoopBound(handler, eventLoop: eventLoop)
    }

    /// Publishes one message and waits for its confirm.
    func publish(_ message: AMQPMessage) async -> AMQPError? {
        if Task.isCancelled { return AMQPError(code: .cancelled, message: "Nothing was sent") }
        let publication = Publication([message])
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                publication.attach(.one(continuation))
                self.add(publication)
            }
        } onCancel: {
            self.cancel(publication)
        }
    }

    /// Publishes one message and reports the outcome on the event loop.
    func publish(_ message: AMQPMessage, whenDone: @escaping @Sendable (AMQPError?) -> Void) throws(AMQPError) {
        let publication = Publication([message], waiter: .report { outcomes in whenDone(outcomes[0]) })
        if try self.outbox.add(publication) { self.wake() }
    }

    /// Publishes many messages in order and waits for all their confirms.
    func publish(contentsOf messages: [AMQPMessage]) async -> [AMQPError?] {
        guard !messages.isEmpty else { return [] }
        let publication = Publication(messages)
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                publication.attach(.all(continuation))
                self.add(publication)
            }
        } onCancel: {
            self.cancel(publication)
        }
    }

    private func add(_ publication: Publication) {
        do throws(AMQPError) {
            if try self.outbox.add(publication) { self.wake() }
        } catch {
            return publication.resolve(publication.indices, error)
        }
        // A cancellation that came before found nothing to take back.
        if publication.isCancelled { self.cancel(publication) }
    }

    /// Publishes and does not wait.
    func publishUnconfirmed(_ message: AMQPMessage) throws(AMQPError) {
        if try self.outbox.add(unconfirmed: message) { self.wake() }
    }

    /// Sends a consumer's decision about a delivery, at once or with what else leaves in the next five milliseconds.
    func settle(_ settlement: Settlement, soon: Bool) {
        guard soon else {
            if self.outbox.add(settlement) { self.wake() }
            return
        }
        switch self.outbox.addForLater(settlement) {
        case .anyway: break
        case .now: self.wake()
        case .inAMoment:
            self.eventLoop.scheduleTask(in: .milliseconds(5)) {
                self.outbox.noteMoment()
                self.handler.value.drain()
            }
        }
    }

    /// Sends requests on the control channel at once and waits for all answers.
    func control(_ methods: [OutgoingMethod]) async throws(AMQPError) -> [IncomingMethod] {
        let promises = methods.map { _ in self.eventLoop.makePromise(of: IncomingMethod.self) }
        self.eventLoop.execute { self.handler.value.control(methods, promises: promises) }
        return try await self.answers(promises)
    }

    /// Opens a channel for a consumer and subscribes it.
    func subscribe(_ consumer: AMQPConsumer) async throws(AMQPError) {
        let promise = self.eventLoop.makePromise(of: IncomingMethod.self)
        self.eventLoop.execute { self.handler.value.subscribe(consumer, connection: self, promise: promise) }
        _ = try await self.answers([promise])
    }

    /// Ends a consumer's subscription.
    func cancelConsumer(on channel: UInt16, tag: String) async throws(AMQPError) {
        let promise = self.eventLoop.makePromise(of: IncomingMethod.self)
        self.eventLoop.execute { self.handler.value.cancelConsumer(on: channel, tag: tag, promise: promise) }
        _ = try await self.answers([promise])
    }

    /// Closes a consumer's channel.
    func closeChannel(_ channel: UInt16) {
        self.eventLoop.execute { self.handler.value.closeChannel(channel) }
    }

    /// Starts the goodbye; ``closed`` tells when it is done.
    func beginClose() {
        self.eventLoop.execute { self.handler.value.beginClose() }
    }

    /// Waits until the connection is over; `nil` after a goodbye. Does not end when cancelled.
    func waitUntilClosed() async -> AMQPError? {
        await withUnsafeContinuation { continuation in
            self.closed.whenComplete { result in
                switch result {
                case .success(let error): continuation.resume(returning: error)
                case .failure(let error):
                    continuation.resume(
                        returning: AMQPError(code: .connectionLost, message: "The connection failed", cause: error))
                }
            }
        }
    }

    /// Lets the loop take what is in the outbox; on the loop itself without a detour, and once for all tasks of a turn.
    private func wake() {
        if self.eventLoop.inEventLoop {
            if !AMQPThread.whenTurnEnds({ self.handler.value.drain() }) { self.handler.value.drain() }
        } else {
            self.eventLoop.execute { self.handler.value.drain() }
        }
    }

    private func cancel(_ publication: Publication) {
        publication.noteCancelled()
        self.eventLoop.execute { self.handler.value.cancel(publication) }
    }

    private func answers(
        _ promises: [EventLoopPromise<IncomingMethod>]
    ) async throws(AMQPError) -> [IncomingMethod] {
        let timeout = self.eventLoop.scheduleTask(in: TimeAmount(self.configuration.requestTimeout)) {
            for promise in promises {
                promise.fail(AMQPError(code: .timedOut, message: "The broker did not answer in time"))
            }
        }
        defer { timeout.cancel() }
        do {
            return try await EventLoopFuture.whenAllSucceed(promises.map(\.futureResult), on: self.eventLoop).get()
        } catch let error as AMQPError {
            throw error
        } catch {
            throw AMQPError(code: .connectionLost, message: "The connection failed", cause: error)
        }
    }
}
