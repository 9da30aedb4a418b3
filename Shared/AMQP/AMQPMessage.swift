public import NIOCore

/// A message to publish.
public struct AMQPMessage: Hashable, Sendable {
    /// The exchange that routes it; empty is the default exchange.
    public var exchange: String
    /// What the exchange routes by.
    public var routingKey: String
    /// Whether a message no queue is bound for is an error (``AMQPError/Code/returned``).
    public var mandatory: Bool
    /// The basic properties.
    public var properties: AMQPProperties
    /// The bytes.
    public var body: ByteBuffer

    /// Makes a message.
    ///
    /// - Parameters:
    ///   - exchange: The exchange that routes it; empty is the default exchange.
    ///   - routingKey: What the exchange routes by.
    ///   - mandatory: Whether it is an error that no queue is bound for it.
    ///   - properties: The basic properties.
    ///   - body: The bytes.
    public init(
        exchange: String,
        routingKey: String,
        mandatory: Bool = false,
        properties: AMQPProperties = AMQPProperties(),
        body: ByteBuffer
    ) {
        self.exchange = exchange
        self.routingKey = routingKey
        self.mandatory = mandatory
        self.properties = properties
        self.body = body
    }
}
