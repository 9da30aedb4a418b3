/// The basic properties that travel with a message.
public struct AMQPProperties: Hashable, Sendable {
    /// Whether the broker keeps the message over a restart.
    public enum DeliveryMode: UInt8, Sendable {
        /// Lost when the broker restarts.
        case transient = 1
        /// Kept, in a durable queue.
        case persistent = 2
    }

    /// MIME type of the body.
    public var contentType: String?
    /// MIME encoding of the body.
    public var contentEncoding: String?
    /// Whether the message survives a broker restart.
    public var deliveryMode: DeliveryMode?
    /// 0 to 9.
    public var priority: UInt8?
    /// Ties an answer to its question.
    public var correlationID: String?
    /// Where the answer goes.
    public var replyTo: String?
    /// Time to live in the queue. Unit: milliseconds, as decimal text.
    public var expiration: String?
    /// The id of the message.
    public var messageID: String?
    /// Seconds since 1970-01-01 UTC.
    public var timestamp: UInt64?
    /// The name of the message's type.
    public var type: String?
    /// The broker user; the broker refuses any other than the connection's own.
    public var userID: String?
    /// The sending application.
    public var appID: String?
    /// Further named values.
    public var headers: AMQPTable

    /// Makes properties; everything is absent unless given.
    public init(
        contentType: String? = nil,
        contentEncoding: String? = nil,
        deliveryMode: DeliveryMode? = nil,
        priority: UInt8? = nil,
        correlationID: String? = nil,
        replyTo: String? = nil,
        expiration: String? = nil,
        messageID: String? = nil,
        timestamp: UInt64? = nil,
        type: String? = nil,
        userID: String? = nil,
        appID: String? = nil,
        headers: AMQPTable = AMQPTable()
    ) {
        self.contentType = contentType
        self.contentEncoding = contentEncoding
        self.deliveryMode = deliveryMode
        self.priority = priority
        self.correlationID = correlationID
        self.replyTo = replyTo
        self.expiration = expiration
        self.messageID = messageID
        self.timestamp = timestamp
        self.type = type
        self.userID = userID
        self.appID = appID
        self.headers = headers
    }
}
