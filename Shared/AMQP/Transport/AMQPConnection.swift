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
        let ticket = self.outbox.makeTicket()
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                let completion = PublishCompletion.single(continuation)
                do throws(AMQPError) {
                    let publish = PendingPublish(ticket: ticket, message: message, completion: completion)
                    if try self.outbox.add(publish) { self.wake() }
                } catch {
                    completion.complete(error)
                }
            }
        } onCancel: {
            self.cancel(ticket: ticket)
        }
    }

    /// Publishes many messages in order and waits for all their confirms.
    func publish(contentsOf messages: [AMQPMessage]) async -> [AMQPError?] {
        guard !messages.isEmpty else { return [] }
        let ticket = self.outbox.makeTicket()
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                let batch = PublishBatch(count: messages.count, continuation: continuation)
                let publishes = messages.enumerated().map { index, message in
                    PendingPublish(ticket: ticket, message: message, completion: .batch(batch, index: index))
                }
                do throws(AMQPError) {
                    if try self.outbox.add(contentsOf: publishes) { self.wake() }
                } catch {
                    for publish in publishes { publish.completion.complete(error) }
                }
            }
        } onCancel: {
            self.cancel(ticket: ticket)
        }
    }

    /// Publishes and does not wait.
    func publishUnconfirmed(_ message: AMQPMessage) throws(AMQPError) {
        if try self.outbox.add(unconfirmed: message) { self.wake() }
    }

    /// Sends a consumer's decision about a delivery.
    func settle(_ settlement: Settlement) {
        if self.outbox.add(settlement) { self.wake() }
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

    private func wake() {
        self.eventLoop.execute { self.handler.value.drain() }
    }

    private func cancel(ticket: UInt64) {
        self.eventLoop.execute { self.handler.value.cancel(ticket: ticket) }
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
