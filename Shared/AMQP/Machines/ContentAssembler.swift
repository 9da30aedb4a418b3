import NIOCore

/// Puts a message together: method, content header, bodies.
///
/// Pure. A body over the limit is skipped, not stored; the message then carries why.
struct ContentAssembler {
    /// The method that announces content.
    enum Opening: Hashable {
        case deliver(deliveryTag: UInt64, redelivered: Bool, exchange: String, routingKey: String)
        case basicReturn(replyCode: UInt16, replyText: String, exchange: String, routingKey: String)
    }

    /// A whole message.
    struct Content {
        let opening: Opening
        let properties: AMQPProperties
        let body: ByteBuffer
        let damage: AMQPError?
    }

    private struct Partial {
        let opening: Opening
        let properties: AMQPProperties
        let damage: AMQPError?
        var remaining: UInt64
        var body: ByteBuffer
        let keepsBody: Bool

        var content: Content {
            Content(opening: self.opening, properties: self.properties, body: self.body, damage: self.damage)
        }
    }

    private enum State {
        case idle
        case awaitingHeader(Opening)
        case awaitingBody(Partial)
    }

    /// Whether no content is under way, so that a method is allowed.
    var isIdle: Bool { if case .idle = self.state { true } else { false } }

    private let maximumBodyBytes: Int
    private var state = State.idle

    init(maximumBodyBytes: Int) { self.maximumBodyBytes = maximumBodyBytes }

    /// Forgets what is under way.
    mutating func reset() { self.state = .idle }

    /// Takes the method that announces content.
    mutating func begin(_ opening: Opening) throws(AMQPError) {
        guard self.isIdle else { throw Self.unexpected("a method inside the content of another") }
        self.state = .awaitingHeader(opening)
    }

    /// Takes the content header; returns the message when it has no body.
    mutating func header(
        bodyBytes: UInt64, properties: Result<AMQPProperties, AMQPError>
    ) throws(AMQPError) -> Content? {
        guard case .awaitingHeader(let opening) = self.state else {
            throw Self.unexpected("a content header without a method")
        }
        var damage: AMQPError?
        var values = AMQPProperties()
        switch properties {
        case .success(let decoded): values = decoded
        case .failure(let error): damage = error
        }
        let keepsBody = bodyBytes <= UInt64(self.maximumBodyBytes)
        if !keepsBody {
            damage = AMQPError(
                code: .messageTooLarge, message: "A body of \(bodyBytes) bytes is over \(self.maximumBodyBytes)")
        }
        let partial = Partial(
            opening: opening, properties: values, damage: damage, remaining: bodyBytes, body: ByteBuffer(),
            keepsBody: keepsBody)
        guard bodyBytes > 0 else {
            self.state = .idle
            return partial.content
        }
        self.state = .awaitingBody(partial)
        return nil
    }

    /// Takes a body frame; returns the message when it was the last.
    mutating func body(_ payload: ByteBuffer) throws(AMQPError) -> Content? {
        guard case .awaitingBody(var partial) = self.state else {
            throw Self.unexpected("a body without a content header")
        }
        self.state = .idle
        guard UInt64(payload.readableBytes) <= partial.remaining else {
            throw Self.unexpected("a body longer than its header said")
        }
        partial.remaining -= UInt64(payload.readableBytes)
        if partial.keepsBody {
            // The header's word is not trusted with memory before the bytes are there.
            if partial.body.capacity == 0 {
                let expected = Int(partial.remaining) + payload.readableBytes
                partial.body.reserveCapacity(min(expected, 1_048_576))
            }
            partial.body.writeImmutableBuffer(payload)
        }
        guard partial.remaining > 0 else { return partial.content }
        self.state = .awaitingBody(partial)
        return nil
    }

    private static func unexpected(_ what: String) -> AMQPError {
        AMQPError(code: .protocolViolation, message: "The broker sent \(what)")
    }
}
