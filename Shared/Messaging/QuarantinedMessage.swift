public import Clocks

/// A message in quarantine.
public struct QuarantinedMessage: Hashable, Sendable {
    /// The number to show, replay or discard it by.
    public let id: Int64
    /// The queue it came from.
    public let consumer: String
    /// The event's id, if it has a readable envelope.
    public let eventID: Identifier?
    /// The exchange it was published to.
    public let exchange: String
    /// The routing key, which is the event's name.
    public let routingKey: String
    /// Media type of the body, if given.
    public let contentType: String?
    /// The headers as texts.
    public let headers: [String: String]
    /// The original bytes.
    public let body: [UInt8]
    /// The kind of failure.
    public let failure: String
    /// What was wrong, in a sentence.
    public let detail: String
    /// The same for all messages that failed in the same way.
    public let fingerprint: String
    /// How often it was tried.
    public let attempts: Int
    /// Since when it lies here.
    public let quarantinedAt: UTCInstant
}
