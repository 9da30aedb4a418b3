import AMQP
import Clocks
import NIOCore

/// CloudEvents 1.0 in AMQP headers: how events look on the wire.
///
/// Source: CloudEvents AMQP protocol binding 1.0, section 3.1 (prefix `cloudEvents:`, also allowed as `cloudEvents_`).
enum EventEnvelope {
    /// Why a message is no event.
    struct Fault: Error, Hashable {
        /// A stable name, for grouping.
        let failure: String
        /// What is wrong, without content.
        let detail: String
    }

    private static let prefix = "cloudEvents:"
    static let maximumTextBytes = 255

    /// The message that tells an event.
    static func message(_ event: OutgoingEvent, source: String, exchange: String) -> AMQPMessage {
        var headers: AMQPTable = [
            "cloudEvents:specversion": "1.0",
            "cloudEvents:id": .string(event.id.description),
            "cloudEvents:source": .string(source),
            "cloudEvents:type": .string(event.name),
            "cloudEvents:subject": .string(event.key),
            "cloudEvents:time": .string(event.occurredAt.iso8601),
            "cloudEvents:dataschema": .string(event.dataSchema),
        ]
        if let traceparent = event.traceparent { headers.append("traceparent", .string(traceparent)) }
        return AMQPMessage(
            exchange: exchange,
            routingKey: event.name,
            mandatory: true,
            properties: AMQPProperties(
                contentType: event.contentType, deliveryMode: .persistent, messageID: event.id.description,
                type: event.name, headers: headers),
            body: ByteBuffer(bytes: event.payload))
    }

    /// The event a message tells.
    static func event(_ message: ReceivedMessage, attempt: Int) throws(Fault) -> IncomingEvent {
        guard try Self.text("specversion", message) == "1.0" else {
            throw Fault(failure: "envelope.specversion", detail: "this is not CloudEvents 1.0")
        }
        guard let id = Identifier(try Self.text("id", message)) else {
            throw Fault(failure: "envelope.id", detail: "the id is not a UUID")
        }
        guard let time = UTCInstant(iso8601: try Self.text("time", message)) else {
            throw Fault(failure: "envelope.time", detail: "the time is not RFC 3339")
        }
        guard message.body.count <= OutgoingEvent.payloadLimitBytes else {
            throw Fault(failure: "envelope.size", detail: "the payload has \(message.body.count) bytes")
        }
        return IncomingEvent(
            id: id, name: try Self.text("type", message), key: try Self.text("subject", message),
            source: try Self.text("source", message), occurredAt: time, payload: message.body,
            contentType: message.contentType ?? "", dataSchema: message.headers[Self.prefix + "dataschema"] ?? "",
            traceparent: message.headers["traceparent"], attempt: attempt)
    }

    private static func text(_ name: String, _ message: ReceivedMessage) throws(Fault) -> String {
        guard let text = message.headers[Self.prefix + name], !text.isEmpty else {
            throw Fault(failure: "envelope.\(name)", detail: "the header \(Self.prefix)\(name) is missing or no text")
        }
        guard text.utf8.count <= Self.maximumTextBytes, !text.utf8.contains(0) else {
            throw Fault(failure: "envelope.\(name)", detail: "the header \(Self.prefix)\(name) is too long or has a NUL")
        }
        return text
    }
}
