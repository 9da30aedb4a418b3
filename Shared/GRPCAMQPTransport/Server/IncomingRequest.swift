import AMQP
import Clocks
import GRPCCore

/// A delivery that was found to be a request.
struct IncomingRequest: Sendable {
    let delivery: AMQPDelivery
    let frame: Frame
    let key: CallKey
    let method: MethodDescriptor
    /// When nobody wants the answer any more: the earlier of the two ways to say it.
    let deadline: UTCInstant?

    /// Reads a delivery.
    ///
    /// - Throws: `RPCError` for the client, when there is one to tell.
    init(_ delivery: AMQPDelivery, configuration: AMQPServerTransport.Configuration) throws(RPCError) {
        if let damage = delivery.damage {
            throw RPCError(code: .internalError, message: "The request cannot be read whole.", cause: damage)
        }
        var frame = try FrameCodec(limits: configuration.limits).decode(delivery.properties, delivery.body)
        guard frame.kind == .open, let client = frame.replyTo, !client.isEmpty else {
            throw RPCError(code: .internalError, message: "The message is not a request with an address to reply to.")
        }
        guard let (service, method) = RPCExchanges.method(routingKey: delivery.routingKey) else {
            throw RPCError(code: .unimplemented, message: "The routing key names no method.")
        }
        let now = configuration.clock.now()
        let deadline = [frame.deadline, frame.timeout.map { now + $0 }].compactMap { $0 }.min()
        if let deadline {
            // For the handler; in a form that GRPCCore sets no timer for, because the call has one.
            frame.metadata?.replaceOrAddString(GRPCTimeout.encode(deadline - now), forKey: HeaderName.timeout)
        }
        self.delivery = delivery
        self.frame = frame
        self.key = CallKey(client: client, id: frame.callID)
        self.method = MethodDescriptor(fullyQualifiedService: service, method: method, type: frame.methodType)
        self.deadline = deadline
    }

    /// Whether the request comes too late.
    func isExpired(now: UTCInstant) -> Bool {
        self.deadline.map { $0 <= now } ?? false
    }

    /// What the client of a request is told that came too late.
    var expiry: RPCError {
        RPCError(
            code: .deadlineExceeded, message: "The deadline passed before the request was taken; it has not run.",
            metadata: [AMQPTransportMetadata.mayHaveRun: "false"])
    }

    /// Whether the request may run although it may have run before.
    ///
    /// Never for streams: the client's later messages went to the process that is gone, and part of the
    /// response may have come from it.
    func mayRunAgain(as method: MethodDescriptor, idempotent: Set<String>) -> Bool {
        guard self.frame.isEnd, method.type?.isResponseStreaming == false else { return false }
        return idempotent.contains(method.fullyQualifiedMethod) || self.hasIdempotencyKey
    }

    /// What the client of a request is told that is not run again.
    var redeliveryRefusal: RPCError {
        .unavailable(
            "The server that took the request is gone or could not reply", mayHaveRun: true, mayRetry: self.hasIdempotencyKey)
    }

    private var hasIdempotencyKey: Bool {
        self.frame.metadata?[AMQPTransportMetadata.idempotencyKey].contains { _ in true } ?? false
    }
}
