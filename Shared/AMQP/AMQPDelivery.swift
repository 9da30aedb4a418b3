public import NIOCore

/// A message the broker delivered to a consumer.
public struct AMQPDelivery: Sendable {
    /// The broker's number for it, unique within its channel and connection.
    public let deliveryTag: UInt64
    /// Whether it may have been delivered before.
    public let redelivered: Bool
    /// The exchange it was published to.
    public let exchange: String
    /// The routing key it was published with.
    public let routingKey: String
    /// The basic properties; all absent when they could not be read.
    public let properties: AMQPProperties
    /// The bytes.
    public let body: ByteBuffer
    /// Why the message could not be read whole, if so: strange properties, or a body over the limit.
    ///
    /// The broker passes on what a publisher wrote, so one strange message must neither end the
    /// connection nor come back for ever: it is delivered, and the consumer decides.
    public let damage: AMQPError?
    /// Which connection of the client it came over; an older epoch cannot be acknowledged.
    public internal(set) var epoch: UInt64

    /// Makes a delivery; for tests of consumers.
    public init(
        deliveryTag: UInt64,
        redelivered: Bool = false,
        exchange: String,
        routingKey: String,
        properties: AMQPProperties = AMQPProperties(),
        body: ByteBuffer,
        damage: AMQPError? = nil,
        epoch: UInt64 = 0
    ) {
        self.deliveryTag = deliveryTag
        self.redelivered = redelivered
        self.exchange = exchange
        self.routingKey = routingKey
        self.properties = properties
        self.body = body
        self.damage = damage
        self.epoch = epoch
    }
}
