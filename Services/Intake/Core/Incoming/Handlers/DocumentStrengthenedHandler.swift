import BlobStore
import Clocks
import HosoProto
import IntakeDomain
import Messaging
import Postgres
import ServiceKit

/// The signatures of a document that arrived, or of its attachments, were brought to a higher level at its sender: the copies take
/// the stronger form, and the one that was issued stays on record (R35, R39).
struct DocumentStrengthenedHandler: Sendable {
    /// The event it listens to.
    static let event = "signing.document_strengthened.v1"
    /// Subjects that are outgoing documents or attachments of them; their id is the document's.
    static let subjectKinds = ["signing.document", "signing.document_attachment"]

    let clock: any UTCClock
    let identifiers: any IdentifierSource

    func handle(_ event: IncomingEvent, in transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message: Hoso_Signing_V1_DocumentStrengthened = try event.decoded()
        guard Self.subjectKinds.contains(message.subject.kind) else { return [] }
        guard let source = Identifier(bytes: [UInt8](message.subject.id)), let former = Self.reference(message.document),
            let stronger = Self.reference(message.strengthenedDocument)
        else { throw EventRejected("id or file is missing", failure: "malformed") }
        guard message.report.verdict == .valid else {
            throw EventRejected("the stronger form is not valid, so it is not taken", failure: "notValid")
        }
        let recorder = IncomingRecorder(events: IncomingEvents(identifiers: self.identifiers), transaction: transaction)
        var told: [OutgoingEvent] = []
        for id in try await IncomingStore(session: transaction).arrivals(of: source) {
            let document = try await recorder.held(id)
            let facts = document.strengthen(former.hex, to: stronger.hex, sizeBytes: stronger.sizeBytes)
            told += try await recorder.record(facts, of: document, by: document.head.authorCode, at: self.clock.now()).events
        }
        return told
    }

    private static func reference(_ blob: Hoso_Common_V1_BlobRef) -> BlobReference? {
        BlobReference(sha256: [UInt8](blob.sha256), sizeBytes: blob.sizeBytes)
    }
}
