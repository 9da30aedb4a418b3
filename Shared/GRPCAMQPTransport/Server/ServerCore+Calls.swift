import AMQP
import Clocks
import GRPCCore
import Logging

extension ServerCore {
    /// Runs one call to its end: handler, reply, acknowledgement.
    func run(_ call: ServerCall, _ request: IncomingRequest, _ requests: AMQPConsumer, _ handler: @escaping Handler) async {
        if let acceptance = call.acceptance { await self.accept(call, acceptance) }
        await withServerContextRPCCancellationHandle { handle in
            call.attach(handle)
            if self.isShuttingDown { handle.cancel() }
            let context = self.context(call, request, handle)
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.watch(call) }
                group.addTask { await handler(call.stream, context) }
                // First come either the handler's end or a reason to cancel it; then the other.
                await group.next()
                group.cancelAll()
            }
        }
        let isAnswered = await call.reply()
        self.end(call, answered: isAnswered)
        self.settle(call.settles, of: requests, answered: isAnswered)
    }

    /// Tells a client that has more to write where to write it.
    private func accept(_ call: ServerCall, _ acceptance: Frame) async {
        do {
            try await self.bus.publish(acceptance, to: call.key.client)
        } catch let error as AMQPError where error.code == .returned {
            call.abort(.clientGone)
        } catch {
            call.abort(.failed(.unavailable("The call could not be accepted", mayHaveRun: true, mayRetry: false, cause: error)))
        }
    }

    /// Ends when the call is aborted, after its deadline or longest duration, or with the task.
    private func watch(_ call: ServerCall) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in call.aborted {}
            }
            group.addTask {
                guard let reason = await self.sleepUntilEnd(of: call) else { return }
                call.abort(.failed(reason))
            }
            if call.method.type != .unary {
                group.addTask { await self.keepAsking(call) }
            }
            await group.next()
            group.cancelAll()
        }
    }

    /// Why the call has lasted long enough; `nil` when the task was cancelled before.
    private func sleepUntilEnd(of call: ServerCall) async -> RPCError? {
        let longest = self.configuration.maximumCallDuration
        let remaining = call.deadline.map { $0 - self.configuration.clock.now() }
        do {
            try await Task.sleep(for: min(longest, remaining ?? longest))
        } catch {
            return nil
        }
        guard let remaining, remaining <= longest else {
            return .unavailable("The call lasted longer than this server allows", mayHaveRun: true, mayRetry: false)
        }
        return RPCError(code: .deadlineExceeded, message: "The deadline passed while the request ran.")
    }

    private func keepAsking(_ call: ServerCall) async {
        do {
            while true {
                try await Task.sleep(for: self.configuration.pingInterval)
                try await call.ping()
            }
        } catch {
            // Cancelled with the call, or the ping cannot be written at all, which the next frame reports.
            return
        }
    }

    private func context(
        _ call: ServerCall, _ request: IncomingRequest, _ handle: ServerContext.RPCCancellationHandle
    ) -> ServerContext {
        let userID = request.delivery.properties.userID
        var context = ServerContext(
            descriptor: call.method, remotePeer: "amqp:\(userID ?? "unknown")",
            localPeer: "amqp:\(self.configuration.processQueue)", cancellation: handle)
        context.transportSpecific = AMQPCallOrigin(
            userID: userID, isRedelivered: request.delivery.redelivered, deadline: call.deadline)
        return context
    }

    /// Answers a request that is not run; a client without an address cannot be told.
    func refuse(_ delivery: AMQPDelivery, with error: RPCError) async {
        guard let client = delivery.properties.replyTo, let id = delivery.properties.correlationID else { return }
        var frame = Frame(.data, callID: id)
        frame.status = Status(code: Status.Code(error.code), message: error.message)
        frame.trailers = error.metadata
        do {
            _ = try await self.bus.deliver(frame, to: client)
        } catch {
            self.bus.logger.debug("A refusal was not sent", metadata: ["call.id": "\(id)", "error": "\(error)"])
        }
    }

    /// Acknowledges a request that is done with; gives it back when its reply did not get out.
    func settle(_ delivery: AMQPDelivery, of requests: AMQPConsumer, answered: Bool = true) {
        do throws(AMQPError) {
            if answered {
                try requests.ack(delivery)
            } else {
                try requests.nack(delivery, requeue: true)
            }
        } catch {
            // The connection of the delivery is gone; the broker delivers it again and the ledger knows it.
            self.bus.logger.debug("A request was not settled", metadata: ["error": "\(error)"])
        }
    }
}
