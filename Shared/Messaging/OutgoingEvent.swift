public import Clocks

/// A fact a service tells everybody who wants to know.
public struct OutgoingEvent: Hashable, Sendable {
    /// The most a payload may have. Unit: bytes.
    public static let payloadLimitBytes = 4 << 20

    /// The id by which consumers notice duplicates.
    public let id: Identifier
    /// Name and routing key, for example `intake.dossier_accepted.v1`. Range: 1...255 bytes.
    public let name: String
    /// Events of the same key (dossier, record, document) arrive in the order of their commits. Range: 1...255 bytes.
    public let key: String
    /// When it happened.
    public let occurredAt: UTCInstant
    /// The encoded message; never re-encoded on its way.
    public let payload: [UInt8]
    /// Media type of the payload.
    public let contentType: String
    /// Full name of the protobuf message, for example `hoso.intake.v1.DossierAccepted`.
    public let dataSchema: String
    /// W3C trace context of what caused it.
    public let traceparent: String?

    /// Makes an event.
    public init(
        id: Identifier, name: String, key: String, occurredAt: UTCInstant, payload: [UInt8], dataSchema: String,
        contentType: String = "application/protobuf", traceparent: String? = nil
    ) {
        self.id = id
        self.name = name
        self.key = key
        self.occurredAt = occurredAt
        self.payload = payload
        self.contentType = contentType
        self.dataSchema = dataSchema
        self.traceparent = traceparent
    }

    /// Checks what the bus could not carry, so that nothing unsendable gets into the log.
    func validate() throws(MessagingError) {
        for (what, text) in [("name", self.name), ("key", self.key), ("content type", self.contentType)] {
            guard (1...255).contains(text.utf8.count) else {
                throw MessagingError(code: .invalidEvent, message: "the \(what) of an event must have 1 to 255 bytes")
            }
        }
        guard self.dataSchema.utf8.count <= 255, (self.traceparent?.utf8.count ?? 0) <= 255 else {
            throw MessagingError(code: .invalidEvent, message: "data schema and traceparent have at most 255 bytes")
        }
        guard self.payload.count <= Self.payloadLimitBytes else {
            throw MessagingError(
                code: .invalidEvent,
                message: "event \(self.name) has \(self.payload.count) bytes; files belong into the blob store")
        }
    }
}
