import Clocks
import DigitizationDomain
import HosoProto
import Messaging
import Postgres
import ServiceKit

/// `signing.document_signed.v1`: the e-copy of a paper got its officer's signature.
struct DocumentSignedHandler: Sendable {
    /// The subject's kind by which signing knows papers.
    static let subjectKind = "digitization.paper"

    let store: PaperStore
    let events: DigitizationEvents

    func handle(_ event: IncomingEvent, in transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message = try event.decoded(as: Hoso_Signing_V1_DocumentSigned.self)
        guard message.subject.kind == Self.subjectKind else { return [] }
        guard let id = Identifier(bytes: [UInt8](message.subject.id)), let original = StoredFile(message.document),
            let signed = StoredFile(message.signedDocument)
        else { throw EventRejected("the event names no paper or no files", failure: "malformed") }
        let isValid = message.report.verdict == .valid
        do {
            let change = try await self.store.change(id, in: transaction) { paper in
                if let before = paper.signedCopy, before.isSameContent(as: signed) { return [] }
                try paper.sign(original: original, signed: signed, isValid: isValid)
                return [try self.events.signed(paper)]
            }
            guard let change else { throw EventRejected("the paper is not known here", failure: "unknown_paper") }
            return change.events
        } catch let error as PaperError {
            throw EventRejected(error.messageEn, failure: "paper_refused_step")
        }
    }
}
