import Clocks
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

/// Moves a dossier to another status (R12), giving back the time of a wait (R6).
struct ChangeStatusHandler: Sendable {
    let dossiers: DossierStore
    let directory: DirectoryPort
    let clock: any UTCClock

    func handle(_ request: Hoso_Intake_V1_ChangeStatusRequest) async throws -> Hoso_Intake_V1_ChangeStatusResponse {
        guard let id = Identifier(bytes: request.dossierID) else {
            throw WireFault(pointer: "dossier_id", expected: "16 bytes").failure
        }
        guard let next = DossierStatus(wire: request.status) else {
            throw WireFault(pointer: "status", expected: "one of the ten statuses").failure
        }
        guard let dossier = try await self.dossiers.dossier(id) else {
            throw DossierFailures.unknown
        }
        let now = self.clock.now()
        // Asked before the transaction; the version check below makes sure that it is still needed, or still not.
        var calendar: WorkingCalendar?
        if let suspendedAt = dossier.suspendedAt, dossier.needsCalendar(toReach: next) {
            calendar = try await self.directory.calendar(from: suspendedAt.vietnamDate)
        }
        do {
            let update = try await self.dossiers.update(id, expectedVersion: request.expectedVersion, at: now) {
                [calendar] (dossier) throws(DossierError) in
                try dossier.changeStatus(
                    to: next, at: now, by: request.officerCode, note: request.note, legalBasis: request.legalBasis,
                    calendar: calendar)
            }
            let changed = try DossierFailures.changed(update, expected: request.expectedVersion)
            return .with { $0.dossier = changed.wire }
        } catch let error as DossierError {
            throw error.failure
        }
    }
}
