import Clocks
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

/// Moves a dossier to another status (R12), giving back the time of a wait (R6).
struct ChangeStatusHandler: Sendable {
    let dossiers: DossierStore
    let directory: DirectoryPort
    let repository: RepositoryPort
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
        let again = try await self.repeatedRequests(request, for: dossier, toReach: next, at: now)
        do {
            let update = try await self.dossiers.update(id, expectedVersion: request.expectedVersion, at: now) {
                [calendar] (dossier) throws(DossierError) in
                try dossier.changeStatus(
                    to: next, at: now, by: request.officerCode, note: request.note, legalBasis: request.legalBasis,
                    calendar: calendar) + again.map { .paperAskedAgain($0) }
            }
            let changed = try DossierFailures.changed(update, expected: request.expectedVersion)
            return .with { $0.dossier = changed.wire }
        } catch let error as DossierError {
            throw error.failure
        }
    }

    /// The papers a supplement request asks for although the repository holds them, with their reasons (R19).
    private func repeatedRequests(
        _ request: Hoso_Intake_V1_ChangeStatusRequest, for dossier: Dossier, toReach next: DossierStatus, at now: UTCInstant
    ) async throws -> [RepeatedRequest] {
        guard !request.requestedPapers.isEmpty else { return [] }
        guard next == .supplementRequested else {
            throw WireFault(pointer: "requested_papers", expected: "nothing, unless a supplement is requested").failure
        }
        let known = Set(dossier.procedure.handedInComponents.map(\.code))
        let wishes = try request.requestedPapers.enumerated().map { index, paper in
            guard known.contains(paper.componentCode) else { throw DossierError.componentUnknown(paper.componentCode).failure }
            return RepeatWish(
                componentCode: paper.componentCode,
                reason: try RepeatReason.read(paper.reason, pointer: "requested_papers[\(index)].reason"), note: paper.note)
        }
        guard Set(wishes.map(\.componentCode)).count == wishes.count else {
            throw WireFault(pointer: "requested_papers", expected: "each component once").failure
        }
        let held = ReuseOffer.offers(
            for: dossier.procedure, from: try await self.repository.documents(of: dossier.owner.id, for: dossier.procedure))
        do {
            return try RepeatedRequest.check(wishes, against: held, by: request.officerCode, at: now)
        } catch {
            throw error.failure
        }
    }
}
