import Clocks
import HosoProto
import Messaging
import Postgres
import RecordsDomain
import ServiceKit

/// `intake.incoming_progressed.v1`: a document of the suite that was registered where it arrived is filed there too, without a
/// copy (R43, R45). One that came from outside carries no file in this event; it is filed by hand.
struct IncomingProgressedHandler: Sendable {
    static let event = "intake.incoming_progressed.v1"

    let identifiers: any IdentifierSource
    let clock: any UTCClock

    func handle(_ event: IncomingEvent, _ transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message: Hoso_Intake_V1_IncomingProgressed = try event.decoded()
        // `received`: it was registered, nobody sends it back any more.
        guard message.delivery == "received", !message.sourceDocumentID.isEmpty else { return [] }
        guard let source = Identifier(message.sourceDocumentID), !message.agencyCode.isEmpty else {
            throw EventRejected("the document or its agency is missing", failure: "incompleteEvent")
        }
        guard let document = try await DocumentStore(session: transaction).find(id: source) else {
            // Two services, two orders: the issue may come after the arrival; the operator's replay finds it.
            throw EventRejected("the document \(source) is not known yet; replay when its issue has come", failure: "documentUnknown")
        }
        return try await RuleFiling(transaction: transaction, identifiers: self.identifiers, now: self.clock.now()).file(
            source, title: document.title, in: message.agencyCode,
            facts: FilingFacts(paperTypeCode: document.paperTypeCode, sender: message.authorCode, subject: document.title),
            related: [document.details.issuedFrom].compactMap { $0 }, by: message.officerCode)
    }
}
