import Clocks
import DigitizationDomain
import HosoProto
import Messaging
import Postgres
import ServiceKit

/// `signing.document_strengthened.v1`: the signed copy of a paper was brought to a higher level; the paper takes the new bytes
/// and keeps what it held as a former form (R39).
struct DocumentStrengthenedHandler: Sendable {
    let store: PaperStore
    let clock: any UTCClock

    func handle(_ event: IncomingEvent, in transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message = try event.decoded(as: Hoso_Signing_V1_DocumentStrengthened.self)
        guard message.subject.kind == DocumentSignedHandler.subjectKind else { return [] }
        guard let id = Identifier(bytes: [UInt8](message.subject.id)), let former = StoredFile(message.document),
            let stronger = StoredFile(message.strengthenedDocument)
        else { throw EventRejected("the event names no paper or no files", failure: "malformed") }
        guard message.report.verdict == .valid else {
            throw EventRejected("the stronger form is not valid, so it is not taken", failure: "not_valid")
        }
        do {
            var isChanged = false
            let change = try await self.store.change(id, in: transaction) { paper in
                isChanged = try paper.strengthen(from: former, to: stronger)
                return []
            }
            guard change != nil else { throw EventRejected("the paper is not known here", failure: "unknown_paper") }
            guard isChanged else { return [] }
        } catch let error as PaperError {
            throw EventRejected(error.messageEn, failure: "paper_refused_step")
        }
        try await transaction.query(
            """
            INSERT INTO former_copies (paper_id, sha256, size_bytes, replaced_at)
            VALUES (\(id), \(former.sha256), \(former.sizeBytes), \(self.clock.now()))
            ON CONFLICT DO NOTHING
            """)
        return []
    }
}
