import Clocks
import HosoProto
import IntakeDomain
import Messaging
import Postgres
import ServiceKit

/// A recalled document is to be removed where it arrived (R55; Decree 30/2020, article 18).
struct DocumentRecalledHandler: Sendable {
    /// The event it listens to.
    static let event = "signing.document_recalled.v1"

    let clock: any UTCClock
    let identifiers: any IdentifierSource

    func handle(_ event: IncomingEvent, in transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message: Hoso_Signing_V1_DocumentRecalled = try event.decoded()
        guard let source = Identifier(message.documentID), !message.agencyCode.isEmpty, !message.reason.isEmpty else {
            throw EventRejected("id, agency or reason is missing", failure: "malformed")
        }
        let recorder = IncomingRecorder(events: IncomingEvents(identifiers: self.identifiers), transaction: transaction)
        var told: [OutgoingEvent] = []
        for id in try await IncomingStore(session: transaction).arrivals(of: source) {
            let document = try await recorder.held(id)
            guard document.head.authorCode == message.agencyCode else { continue }
            let facts = document.recall(message.reason)
            told += try await recorder.record(facts, of: document, by: message.agencyCode, at: self.clock.now()).events
        }
        return told
    }
}
