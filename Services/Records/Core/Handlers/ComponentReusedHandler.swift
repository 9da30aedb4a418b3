import Clocks
import HosoProto
import Messaging
import Postgres
import ServiceKit

/// `intake.component_reused.v1`: a document serves again, without a copy of the file (R19, R45).
struct ComponentReusedHandler: Sendable {
    let identifiers: any IdentifierSource
    let clock: any UTCClock

    func handle(_ event: IncomingEvent, _ transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message: Hoso_Intake_V1_ComponentReused = try event.decoded()
        guard let id = Identifier(bytes: message.documentID), !message.dossierCode.isEmpty else {
            throw EventRejected("document or dossier is missing", failure: "incompleteEvent")
        }
        let documents = DocumentStore(session: transaction)
        guard let document = try await documents.find(id: id) else {
            throw EventRejected("the document \(id) is not in the repository", failure: "unknownDocument")
        }
        let now = self.clock.now()
        let user = DocumentStore.User(
            agencyCode: message.receivingAgencyCode, officerCode: message.officerCode, procedureCode: message.procedureCode,
            purpose: message.procedureName)
        guard
            try await documents.reuse(id, in: message.dossierCode, as: message.componentCode, by: user, at: now)
        else { return [] }
        let events = RecordsEvents(identifiers: self.identifiers, now: now)
        let filing = RecordFiling(transaction: transaction, identifiers: self.identifiers, now: now)
        return try await [events.reused(document, in: message.dossierCode, as: message.componentCode)]
            + filing.file(id, as: message.componentCode, dossierCode: message.dossierCode)
    }
}
