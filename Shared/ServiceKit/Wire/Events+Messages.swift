public import Clocks
public import Messaging
public import SwiftProtobuf

extension OutgoingEvent {
    /// An event that carries a message.
    ///
    /// - Parameters:
    ///   - message: The body; its full name becomes the data schema.
    ///   - name: Name and routing key, for example `intake.dossier_accepted.v1`.
    ///   - key: Events of one key arrive in the order of their commits.
    ///   - occurredAt: When it happened.
    ///   - id: The id by which consumers notice duplicates.
    ///   - traceparent: W3C trace context of what caused it.
    public init<Body: Message>(
        _ message: Body, name: String, key: String, occurredAt: UTCInstant, id: Identifier, traceparent: String? = nil
    ) throws {
        self.init(
            id: id, name: name, key: key, occurredAt: occurredAt, payload: try message.serializedBytes(),
            dataSchema: Body.protoMessageName, traceparent: traceparent)
    }
}

extension IncomingEvent {
    /// The message it carries.
    ///
    /// - Throws: ``EventRejected`` when the bytes are none: trying again cannot help.
    public func decoded<Body: Message>(as type: Body.Type = Body.self) throws(EventRejected) -> Body {
        do {
            return try Body(serializedBytes: self.payload)
        } catch {
            throw EventRejected("the payload is not a \(Body.protoMessageName)", failure: "undecodable")
        }
    }
}
