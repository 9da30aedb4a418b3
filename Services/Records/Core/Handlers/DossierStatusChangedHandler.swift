import Clocks
import HosoProto
import Messaging
import Postgres
import RecordsDomain
import ServiceKit

/// `intake.dossier_status_changed.v1`: only a finished dossier's record can become complete.
struct DossierStatusChangedHandler: Sendable {
    let identifiers: any IdentifierSource
    let clock: any UTCClock

    func handle(_ event: IncomingEvent, _ transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message: Hoso_Intake_V1_DossierStatusChanged = try event.decoded()
        let records = RecordStore(session: transaction)
        guard var record = try await records.find(dossierCode: message.dossierCode, locked: true) else { return [] }
        let finished = [.processed, .resultReturned, .stopped].contains(message.change.to)
        // The day of the change itself: the work ended then, not when the news came.
        let changedAt = message.change.hasChangedAt ? message.change.changedAt.instant : nil
        let day = (changedAt ?? event.occurredAt).vietnamDate
        guard record.dossier(finished: finished, on: day, by: message.change.officerCode) else { return [] }
        try await records.update(record)
        return try await CompletenessRefresh(
            transaction: transaction, identifiers: self.identifiers, now: self.clock.now()
        ).refresh(record)
    }
}
