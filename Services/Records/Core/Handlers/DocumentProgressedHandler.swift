import Archive
import Clocks
import HosoProto
import Messaging
import Postgres
import ServiceKit

/// `signing.document_progressed.v1`: a step of drafting, opinion, approval or signature goes into the history of the document,
/// which its process file takes along (R50).
struct DocumentProgressedHandler: Sendable {
    static let event = "signing.document_progressed.v1"

    func handle(_ event: IncomingEvent, _ transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message: Hoso_Signing_V1_DocumentProgressed = try event.decoded()
        guard let document = Identifier(message.documentID), let at = message.at.instant, !message.kind.isEmpty, message.position > 0 else {
            throw EventRejected("document, kind, place or time is missing", failure: "incompleteEvent")
        }
        try await DocumentStepStore(session: transaction).keep(
            ProcessFile.Step(message.kind, at: at, by: message.officerCode, note: message.state), of: document, source: "signing",
            position: Int(message.position))
        return []
    }
}
