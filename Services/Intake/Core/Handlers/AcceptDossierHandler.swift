import BlobStore
import Clocks
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

/// Accepts a dossier: due date, receipt slip, hand-over at once (R6, R15, R16, R20).
struct AcceptDossierHandler: Sendable {
    let dossiers: DossierStore
    let directory: DirectoryPort
    let slips: ReceiptSlipMaker
    let blobs: any BlobStore
    let clock: any UTCClock

    func handle(_ request: Hoso_Intake_V1_AcceptDossierRequest) async throws -> Hoso_Intake_V1_AcceptDossierResponse {
        guard let id = Identifier(bytes: request.dossierID) else {
            throw WireFault(pointer: "dossier_id", expected: "16 bytes").failure
        }
        guard let dossier = try await self.dossiers.dossier(id) else {
            throw DossierFailures.unknown
        }
        if dossier.status == .accepted, dossier.version == request.expectedVersion + 1 {
            // The same request again: the first one did its work.
            return .with { $0.dossier = dossier.wire }
        }
        guard dossier.version == request.expectedVersion else {
            throw DossierFailures.conflict(expected: request.expectedVersion, actual: dossier.version)
        }
        let accepted = try await self.accept(dossier, by: request.officerCode)
        return .with { $0.dossier = accepted.wire }
    }

    private func accept(_ dossier: Dossier, by officerCode: String) async throws -> Dossier {
        let now = self.clock.now()
        do {
            // Step 1: everything that asks others, before any row is locked.
            try dossier.checkAcceptance()
            let calendar = try await self.directory.calendar(from: now.vietnamDate)
            let dueAt = try dossier.dueDate(acceptedAt: now, calendar: calendar)
            let names = try await self.names(dossier, officerCode: officerCode, on: now.vietnamDate)
            // Step 2: the slip is a file before anything refers to it; an unused one is collected later.
            let slip = try await self.blobs.put(
                self.slips.slip(dossier, acceptedAt: now, dueAt: dueAt, names: names))
            let receipt = SlipFile(sha256: slip.sha256, sizeBytes: slip.sizeBytes)
            // Step 3: one transaction.
            let handoverDueAt = max(calendar.closing(of: now.vietnamDate), now)
            let update = try await self.dossiers.update(dossier.id, expectedVersion: dossier.version, at: now) {
                (dossier) throws(DossierError) in
                try dossier.accept(
                    at: now, by: officerCode, dueAt: dueAt, handoverDueAt: handoverDueAt, receipt: receipt)
            }
            return try await self.accepted(update, expected: dossier.version, id: dossier.id)
        } catch let error as DossierError {
            throw error.failure
        }
    }

    /// The accepted dossier; a conflict with the same acceptance, which came in at the same time, is none.
    private func accepted(_ update: DossierStore.Update, expected: Int64, id: Identifier) async throws -> Dossier {
        if case .conflict(actual: expected + 1) = update, let dossier = try await self.dossiers.dossier(id),
            dossier.status == .accepted, dossier.version == expected + 1
        {
            return dossier
        }
        return try DossierFailures.changed(update, expected: expected)
    }

    private func names(_ dossier: Dossier, officerCode: String, on day: VietnamDate) async throws -> SlipNames {
        guard (1...64).contains(officerCode.count), !officerCode.utf8.contains(0),
            let officer = try await self.directory.officerName(officerCode, on: day)
        else {
            throw HosoFailure(
                code: .notFound, messageVi: "Không có cán bộ mang mã này.", messageEn: "No officer bears this code.",
                pointer: "officer_code")
        }
        let code = dossier.places.receipt
        let desk = try await self.directory.agency(code, on: day) ?? KnownAgency(name: code, parentCode: nil)
        var parent: KnownAgency?
        if let parentCode = desk.parentCode {
            parent = try await self.directory.agency(parentCode, on: day)
        }
        return SlipNames(
            parentAgency: parent?.name ?? "", desk: desk.name, place: desk.place ?? parent?.place ?? desk.name,
            officer: officer)
    }
}
