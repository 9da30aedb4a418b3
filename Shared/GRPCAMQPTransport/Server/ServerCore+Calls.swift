import AMQP
import Clocks
import GRPCCore
import Logging

extension ServerCore {
    /// Takes a request on the thread of the connections: runs it in a task of its own, or answers that it does not.
    func handle(_ receipt: RequestReceipt, _ handler: @escaping Handler) {
        let request: IncomingRequest
        do {
            request = try IncomingRequest(receipt.delivery, configuration: self.configuration)
        } catch {
            self.bus.logger.debug("A request cannot be read", metadata: ["error": "\(error)"])
            return self.refuse(receipt, with: error)
        }
        let (admission, call) = self.admit(request, receipt)
        switch admission {
        case .run:
            guard let call else { return self.refuse(receipt, with: request.expiry) }
            call.own(Task(executorPreference: self.executor(for: call.method)) { await self.run(call, request, handler) })
        case .runningHere(let call):
            call.adopt(receipt)
        case .answered:
            self.settle(receipt, answered: true)
        case .cancelled:
            self.refuse(receipt, with: RPCError(code: .cancelled, message: "The client cancelled the call."))
        case .refuse:
            self.refuse(receipt, with: request.redeliveryRefusal)
        }
    }

    /// Where a method's handler runs: in the pool, unless the configuration says that it only waits.
    private func executor(for method: MethodDescriptor) -> (any TaskExecutor)? {
        let onThread = self.configuration.methodsOnConnectionThread
        guard !onThread.isEmpty, onThread.contains(method.fullyQualifiedMethod) else { return nil }
        return AMQPThread.executor
    }

    /// Runs one call to its end: handler, reply, acknowledgement.
    private func run(_ call: ServerCall, _ request: IncomingRequest, _ handler: @escaping Handler) async {
        if let acceptance = call.acceptance { await self.accept(call, acceptance) }
        await withServerContextRPCCancellationHandle { handle in
            call.attach(handle)
            if self.isShuttingDown { handle.cancel() }
            let context = self.context(call, request, handle)
            if call.method.type == .unary {
                await handler(call.stream, context)
            } else {
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { await self.keepAsking(call) }
                    await handler(call.stream, context)
                    group.cancelAll()
                }
            }
        }
        // The confirm of the reply acknowledges the request; no task waits for it.
        call.reply(goesOn: { true }) { isAnswered in self.end(call, answered: isAnswered) }
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

    /// Answers a request that is not run and settles it; a client without an address cannot be told.
    private func refuse(_ receipt: RequestReceipt, with error: RPCError) {
        let properties = receipt.delivery.properties
        guard let client = properties.replyTo, let id = properties.correlationID else {
            return self.settle(receipt, answered: true)
        }
        var frame = Frame(.data, callID: id)
        frame.status = Status(code: Status.Code(error.code), message: error.message)
        frame.trailers = error.metadata
        do {
            try self.bus.deliver(frame, to: client, goesOn: { !self.isShuttingDown }) { _ in
                self.settle(receipt, answered: true)
            }
        } catch {
            self.bus.logger.debug("A refusal was not sent", metadata: ["call.id": "\(id)", "error": "\(error)"])
            self.settle(receipt, answered: true)
        }
    }

    /// Acknowledges a request that is done with; gives it back when its reply did not get out.
    func settle(_ receipt: RequestReceipt, answered: Bool) {
        do throws(AMQPError) {
            try receipt.settle(answered: answered)
        } catch {
            // The connection of the delivery is gone; the broker delivers it again and the ledger knows it.
            self.bus.logger.debug("A request was not settled", metadata: ["error": "\(error)"])
        }
    }
}
