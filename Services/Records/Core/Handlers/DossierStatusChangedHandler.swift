import Clocks
import HosoProto
import Messaging
import Postgres
import RecordsDomain
import ServiceKit

/// `intake.dossier_status_changed.v1`: only a finished dossier's record can become complete.
struct DossierStatusChangedHandler: Sendable {
    func handle(_ event: IncomingEvent, _ transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message: Hoso_Intake_V1_DossierStatusChanged = try event.decoded()
        let records = RecordStore(session: transaction)
        guard var record = try await records.find(dossierCode: message.dossierCode, locked: true) else { return [] }
        let finished = [.processed, .resultReturned, .stopped].contains(message.change.to)
        if record.dossier(finished: finished) { try await records.update(record) }
        return []
    }
}
