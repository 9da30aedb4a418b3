import Clocks
import HosoProto
import Messaging
import Postgres
import RecordsDomain
import ServiceKit

/// `intake.dossier_accepted.v1`: the dossier gets its work record (H-09, R56).
struct DossierAcceptedHandler: Sendable {
    let identifiers: any IdentifierSource
    let clock: any UTCClock

    func handle(_ event: IncomingEvent, _ transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message: Hoso_Intake_V1_DossierAccepted = try event.decoded()
        let dossier = message.dossier
        guard !dossier.code.isEmpty, !dossier.competentAgencyCode.isEmpty,
            let acceptedAt = dossier.acceptedAt.instant else {
            throw EventRejected("code, competent agency or time of acceptance is missing", failure: "incompleteEvent")
        }
        let papers = dossier.components.map {
            ExpectedPaper(componentCode: $0.code, name: $0.name, required: $0.required && $0.digitize)
        }
        let filing = RecordFiling(transaction: transaction, identifiers: self.identifiers, now: self.clock.now())
        return try await filing.open(
            dossierCode: dossier.code, agencyCode: dossier.competentAgencyCode,
            year: acceptedAt.vietnamDate.year, planNotation: dossier.filingNotation, procedureCode: dossier.procedureCode,
            title: "\(dossier.procedureName), hồ sơ \(dossier.code)", expecting: papers)
    }
}
