import Clocks
import HosoProto
import Messaging
import Postgres
import ServiceKit
import SigningDomain

/// A recipient's system tells how far a document is there.
struct IncomingProgressedHandler: Sendable {
    /// The queue on which signing listens.
    static let queue = "signing.events"
    /// The event it listens to.
    static let event = "intake.incoming_progressed.v1"

    let tools: SigningTools

    func handle(_ event: IncomingEvent, in transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message: Hoso_Intake_V1_IncomingProgressed = try event.decoded()
        // What came from outside the suite has no document here, and most steps do not concern the sender.
        guard !message.delivery.isEmpty, !message.sourceDocumentID.isEmpty else { return [] }
        guard let id = Identifier(message.sourceDocumentID), message.hasAt, let at = message.at.instant,
            let state = DocumentDelivery.State(rawValue: message.delivery)
        else { throw EventRejected("document, time or stage is missing", failure: "malformed") }
        let recorder = DocumentRecorder(tools: self.tools, transaction: transaction)
        do {
            let document = try await recorder.held(id)
            let facts = try document.deliver(
                DocumentDelivery(agency: message.agencyCode, state: state, since: at, reason: message.reason))
            _ = try await recorder.record(facts, of: document, by: message.agencyCode, at: self.tools.clock.now())
            return []
        } catch let refusal as DocumentRefusal {
            throw EventRejected(refusal.english, failure: "rule_broken")
        }
    }
}
