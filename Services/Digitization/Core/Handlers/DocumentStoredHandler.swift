import Clocks
import DigitizationDomain
import HosoProto
import Messaging
import Postgres
import ServiceKit

/// `records.document_stored.v1`: a paper is in its owner's repository; now it is digitized (R22).
struct DocumentStoredHandler: Sendable {
    let store: PaperStore
    let events: DigitizationEvents

    func handle(_ event: IncomingEvent, in transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message = try event.decoded(as: Hoso_Records_V1_DocumentStored.self)
        // A document that did not come from a scan has no paper.
        guard !message.paperID.isEmpty else { return [] }
        guard let id = Identifier(bytes: [UInt8](message.paperID)),
            let document = Identifier(bytes: [UInt8](message.document.id)), let storedAt = message.storedAt.instant
        else { throw EventRejected("the event names no paper, document or time", failure: "malformed") }
        do {
            let change = try await self.store.change(id, in: transaction) { paper in
                if paper.documentID == document { return [] }
                try paper.store(as: document, at: storedAt)
                return [try self.events.stored(paper, as: document)]
            }
            guard let change else { throw EventRejected("the paper is not known here", failure: "unknown_paper") }
            return change.events
        } catch let error as PaperError {
            throw EventRejected(error.messageEn, failure: "paper_refused_step")
        }
    }
}
