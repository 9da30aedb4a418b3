public import NIOCore

/// A mandatory message that came back because no queue was bound for it.
public struct AMQPReturn: Sendable {
    /// Why, as a number: 312 is "no route".
    public let replyCode: UInt16
    /// Why, in the broker's words.
    public let replyText: String
    /// The exchange it was published to.
    public let exchange: String
    /// The routing key it was published with.
    public let routingKey: String
    /// The basic properties it was published with.
    public let properties: AMQPProperties
    /// The bytes.
    public let body: ByteBuffer
}
