import DequeModule
import NIOCore

/// The rules of one channel: requests and their answers in order, content, and its end.
///
/// Pure. `Token` is whatever waits for an answer.
struct ChannelMachine<Token> {
    /// What to do about a frame.
    enum Action {
        case none
        case send(OutgoingMethod)
        case reply(Token, IncomingMethod)
        case deliver(AMQPDelivery)
        case returned(AMQPReturn)
        case confirmed(tag: UInt64, multiple: Bool, positive: Bool)
        /// Stop or resume publishing and answer the broker.
        case flow(active: Bool, OutgoingMethod)
        /// The broker ended the consumer.
        case consumerCancelled
        /// The broker closed the channel: answer it and fail what waits.
        case closed(AMQPError, OutgoingMethod, [Token])
        /// The broker agreed to our closing.
        case closeConfirmed([Token])
    }

    private enum State {
        case closed
        case open
        case closing
    }

    private struct Request {
        let token: Token
        let answer: UInt32
    }

    /// Whether requests may be sent.
    var isOpen: Bool { self.state == .open }

    private var state = State.closed
    private var requests: Deque<Request> = []
    private var assembler: ContentAssembler

    init(maximumBodyBytes: Int) { self.assembler = ContentAssembler(maximumBodyBytes: maximumBodyBytes) }

    /// Notes a request that is being sent.
    ///
    /// `channel.open` may be followed by further requests at once: the broker works in order.
    ///
    /// - Returns: Whether to send it; false when the channel is not open.
    mutating func request(_ method: OutgoingMethod, token: Token) -> Bool {
        guard let answer = method.answer else { return false }
        if method == .channelOpen, self.state == .closed {
            self.state = .open
        }
        guard self.state == .open else { return false }
        self.requests.append(Request(token: token, answer: answer))
        return true
    }

    /// Takes back the last request, because it was not sent after all.
    mutating func withdrawLast() { _ = self.requests.popLast() }

    /// Starts closing; returns the method to send, or `nil` when there is nothing to close.
    mutating func close() -> OutgoingMethod? {
        guard self.state == .open else { return nil }
        self.state = .closing
        return .channelClose(replyCode: 200, replyText: "done")
    }

    /// Forgets everything, because the connection is gone; returns what waited.
    mutating func reset() -> [Token] {
        defer {
            self.state = .closed
            self.requests = []
            self.assembler.reset()
        }
        return self.requests.map(\.token)
    }

    /// Takes a method from the broker.
    ///
    /// - Throws: ``AMQPError/Code/protocolViolation``, which ends the whole connection.
    mutating func receive(_ method: IncomingMethod) throws(AMQPError) -> Action {
        switch self.state {
        case .closed:
            throw AMQPError(code: .protocolViolation, message: "A method on a channel that is not open")
        case .closing:
            return self.receiveWhileClosing(method)
        case .open:
            return try self.receiveWhileOpen(method)
        }
    }

    /// Takes a content header.
    mutating func header(
        bodyBytes: UInt64, properties: Result<AMQPProperties, AMQPError>
    ) throws(AMQPError) -> Action {
        guard self.state != .closing else { return .none }
        return self.action(for: try self.assembler.header(bodyBytes: bodyBytes, properties: properties))
    }

    /// Takes a body.
    mutating func body(_ payload: ByteBuffer) throws(AMQPError) -> Action {
        guard self.state != .closing else { return .none }
        return self.action(for: try self.assembler.body(payload))
    }

    private mutating func receiveWhileClosing(_ method: IncomingMethod) -> Action {
        switch method {
        case .ok(MethodID.channelCloseOk):
            return .closeConfirmed(self.reset())
        case .channelClose:
            // Both closed at once: answer, and go on waiting for our own answer.
            return .send(.channelCloseOk)
        default:
            // Whatever was under way before the broker saw our close.
            return .none
        }
    }

    private mutating func receiveWhileOpen(_ method: IncomingMethod) throws(AMQPError) -> Action {
        if case .channelClose(let reason) = method {
            return .closed(AMQPError(channel: reason), .channelCloseOk, self.reset())
        }
        guard self.assembler.isIdle else {
            throw AMQPError(code: .protocolViolation, message: "A method in the middle of a message")
        }
        switch method {
        case .deliver(let tag, let redelivered, let exchange, let routingKey):
            try self.assembler.begin(
                .deliver(deliveryTag: tag, redelivered: redelivered, exchange: exchange, routingKey: routingKey))
            return .none
        case .basicReturn(let code, let text, let exchange, let routingKey):
            try self.assembler.begin(
                .basicReturn(replyCode: code, replyText: text, exchange: exchange, routingKey: routingKey))
            return .none
        case .ack(let tag, let multiple):
            return .confirmed(tag: tag, multiple: multiple, positive: true)
        case .nack(let tag, let multiple):
            return .confirmed(tag: tag, multiple: multiple, positive: false)
        case .channelFlow(let active):
            return .flow(active: active, .channelFlowOk(active: active))
        case .cancel:
            return .consumerCancelled
        default:
            return try self.answer(method)
        }
    }

    private mutating func answer(_ method: IncomingMethod) throws(AMQPError) -> Action {
        guard let request = self.requests.first, request.answer == method.id else {
            let id = method.id
            throw AMQPError(
                code: .protocolViolation, message: "The broker answered \(id >> 16).\(id & 0xFFFF) to no request")
        }
        self.requests.removeFirst()
        return .reply(request.token, method)
    }

    private func action(for content: ContentAssembler.Content?) -> Action {
        guard let content else { return .none }
        switch content.opening {
        case .deliver(let tag, let redelivered, let exchange, let routingKey):
            return .deliver(
                AMQPDelivery(
                    deliveryTag: tag, redelivered: redelivered, exchange: exchange, routingKey: routingKey,
                    properties: content.properties, body: content.body, damage: content.damage))
        case .basicReturn(let code, let text, let exchange, let routingKey):
            return .returned(
                AMQPReturn(
                    replyCode: code, replyText: text, exchange: exchange, routingKey: routingKey,
                    properties: content.properties, body: content.body))
        }
    }
}
