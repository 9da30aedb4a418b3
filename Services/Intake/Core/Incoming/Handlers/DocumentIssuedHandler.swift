import Clocks
import HosoProto
import IntakeDomain
import Messaging
import Postgres
import ServiceKit

/// Delivery between agencies of the suite: an issued document arrives at each recipient that has a reception (R21).
///
/// A recipient without one is none of the suite; its delivery stays `sent` for the clerk of the sender to see.
struct DocumentIssuedHandler: Sendable {
    /// The event it listens to.
    static let event = "signing.document_issued.v1"

    let clock: any UTCClock
    let identifiers: any IdentifierSource

    func handle(_ event: IncomingEvent, in transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message: Hoso_Signing_V1_DocumentIssued = try event.decoded()
        let document = message.document
        guard let source = Identifier(document.id), let date = document.number.date.date, !document.agencyCode.isEmpty else {
            throw EventRejected("id, agency or number is missing", failure: "malformed")
        }
        let now = self.clock.now()
        let recorder = IncomingRecorder(events: IncomingEvents(identifiers: self.identifiers), transaction: transaction)
        let receptions = ReceptionStore(session: transaction)
        var told: [OutgoingEvent] = []
        // In the order of the codes, so that two deliveries at once do not wait for each other in a circle.
        for agency in document.recipientCodes.sorted() {
            guard let reception = try await receptions.newest(agency: agency) else { continue }
            let head = IncomingHead(
                agency: agency, reception: reception.version, authorCode: document.agencyCode, authorName: document.agencyCode,
                notation: document.number.notation, dated: date, type: document.type, subject: document.subject,
                urgency: document.urgency, isPaper: false, file: Self.file(message), source: source,
                attachments: message.attachments.map { Self.file($0, named: "phu-luc.pdf") })
            let id = self.identifiers.next()
            told += try await recorder.take(head, id: id, under: reception, by: document.agencyCode, at: now)?.events ?? []
        }
        told += try await self.link(document, source, recorder, at: now)
        told += try await self.relate(document, source, recorder, at: now)
        return told
    }

    private static func file(_ message: Hoso_Signing_V1_DocumentIssued) -> IncomingHead.File? {
        message.hasFile ? self.file(message.file, named: "van-ban.pdf") : nil
    }

    private static func file(_ file: Hoso_Signing_V1_DocumentFile, named name: String) -> IncomingHead.File {
        IncomingHead.File(
            sha256: file.sha256, sizeBytes: file.sizeBytes, mediaType: file.mediaType, name: file.name.isEmpty ? name : file.name)
    }

    /// The incoming document that this one answers learns so, if it is the answering agency's.
    private func link(
        _ document: Hoso_Signing_V1_Document, _ source: Identifier, _ recorder: IncomingRecorder, at now: UTCInstant
    ) async throws -> [OutgoingEvent] {
        guard let id = Identifier(document.answersIncomingID),
            let answered = try await IncomingStore(session: recorder.transaction).find(id, locked: true),
            answered.head.agency == document.agencyCode
        else { return [] }
        let facts = answered.link(answer: source, notation: document.number.notation)
        return try await recorder.record(facts, of: answered, by: document.signerCode, at: now).events
    }

    /// Where the earlier document arrived, it is known now that this one corrects or replaces it.
    private func relate(
        _ document: Hoso_Signing_V1_Document, _ source: Identifier, _ recorder: IncomingRecorder, at now: UTCInstant
    ) async throws -> [OutgoingEvent] {
        guard let earlier = Identifier(document.relatedDocumentID), ["corrects", "replaces"].contains(document.relation) else { return [] }
        var told: [OutgoingEvent] = []
        for id in try await IncomingStore(session: recorder.transaction).arrivals(of: earlier) {
            let arrived = try await recorder.held(id)
            guard arrived.head.authorCode == document.agencyCode else { continue }
            let facts = arrived.relate(document.relation, by: source)
            told += try await recorder.record(facts, of: arrived, by: document.agencyCode, at: now).events
        }
        return told
    }
}
