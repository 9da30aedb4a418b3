public import Clocks

/// A fact another service told.
public struct IncomingEvent: Hashable, Sendable {
    /// The id by which duplicates are noticed.
    public let id: Identifier
    /// Name and version, for example `intake.dossier_accepted.v1`.
    public let name: String
    /// What the event is about; events of the same key arrive in order.
    public let key: String
    /// Who told it, for example `hoso/intake`.
    public let source: String
    /// When it happened.
    public let occurredAt: UTCInstant
    /// The encoded message as it was sent.
    public let payload: [UInt8]
    /// Media type of the payload.
    public let contentType: String
    /// Full name of the protobuf message; empty when the sender did not say.
    public let dataSchema: String
    /// W3C trace context of the sender.
    public let traceparent: String?
    /// Which attempt to handle it this is. Range: `1...`.
    public let attempt: Int

    /// Makes an event; for tests of handlers.
    public init(
        id: Identifier, name: String, key: String, source: String, occurredAt: UTCInstant, payload: [UInt8],
        contentType: String = "application/protobuf", dataSchema: String = "", traceparent: String? = nil,
        attempt: Int = 1
    ) {
        self.id = id
        self.name = name
        self.key = key
        self.source = source
        self.occurredAt = occurredAt
        self.payload = payload
        self.contentType = contentType
        self.dataSchema = dataSchema
        self.traceparent = traceparent
        self.attempt = attempt
    }
}
