import Clocks
import HosoProto
import IntakeDomain
import Messaging
import Postgres
import ServiceKit
import SwiftProtobuf

/// Records that a paper is digitized: `digitization.paper_stored.v1` sets its component to state 1 (R22, R27, R28).
struct PaperStoredHandler: Sendable {
    /// The event it listens to.
    static let event = "digitization.paper_stored.v1"

    let dossiers: DossierStore
    let clock: any UTCClock

    @Sendable
    func handle(_ event: IncomingEvent, in transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let stored: Hoso_Digitization_V1_PaperStored
        do {
            stored = try Hoso_Digitization_V1_PaperStored(serializedBytes: event.payload)
        } catch {
            throw EventRejected("the payload is no hoso.digitization.v1.PaperStored", failure: "malformed")
        }
        guard let dossierID = Identifier(bytes: stored.paper.dossierID),
            let documentID = Identifier(bytes: stored.documentID), !stored.paper.resultCode.code.isEmpty
        else {
            throw EventRejected("dossier, document or result code is missing", failure: "malformed")
        }
        let componentCode = stored.paper.componentCode
        let resultCode = stored.paper.resultCode.code
        do {
            let events = try await self.dossiers.update(dossierID, in: transaction, at: self.clock.now()) {
                (dossier) throws(DossierError) in
                try dossier.recordDigitized(
                    componentCode: componentCode, resultCode: resultCode, documentID: documentID)
            }
            guard let events else {
                throw EventRejected("the dossier is not known", failure: "unknown_dossier")
            }
            return events
        } catch let error as DossierError {
            throw EventRejected(error.failure.messageEn, failure: "rule_broken")
        }
    }
}
