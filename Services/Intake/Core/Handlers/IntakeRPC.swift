import Clocks
import GRPCCore
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

/// Answers the calls of intake: wire in, handler or store, wire out.
struct IntakeRPC: Hoso_Intake_V1_IntakeService.SimpleServiceProtocol {
    static let pageSizes = 1...200
    static let usualPageSize = 50

    let dossiers: DossierStore
    let procedures: ProcedureStore
    let importing: ImportProceduresHandler
    let preparing: PrepareDossierHandler
    let opening: OpenDossierHandler
    let accepting: AcceptDossierHandler
    let changing: ChangeStatusHandler
    let clock: any UTCClock

    func importProcedures(
        request: Hoso_Intake_V1_ImportProceduresRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_ImportProceduresResponse {
        try await self.importing.handle(request)
    }

    func listProcedures(
        request: Hoso_Intake_V1_ListProceduresRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_ListProceduresResponse {
        let day: VietnamDate
        do {
            day = request.hasAt ? try request.at.date("at") : self.clock.now().vietnamDate
        } catch {
            throw error.failure
        }
        let versions = try await self.procedures.versions(on: day)
        return .with { $0.versions = versions.map(\.wire) }
    }

    func prepareDossier(
        request: Hoso_Intake_V1_PrepareDossierRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_PrepareDossierResponse {
        try await self.preparing.handle(request)
    }

    func openDossier(
        request: Hoso_Intake_V1_OpenDossierRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_OpenDossierResponse {
        try await self.opening.handle(request)
    }

    func acceptDossier(
        request: Hoso_Intake_V1_AcceptDossierRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_AcceptDossierResponse {
        try await self.accepting.handle(request)
    }

    func changeStatus(
        request: Hoso_Intake_V1_ChangeStatusRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_ChangeStatusResponse {
        try await self.changing.handle(request)
    }

    func getDossier(
        request: Hoso_Intake_V1_GetDossierRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_GetDossierResponse {
        guard let dossier = try await self.find(request) else {
            throw DossierFailures.unknown
        }
        let history = try await self.dossiers.history(of: dossier.id)
        let handovers = try await self.dossiers.handovers(of: dossier.id)
        return .with {
            $0.dossier = dossier.wire
            $0.history = history.map(\.wire)
            $0.handovers = handovers.map(\.wire)
        }
    }

    func listDossiers(
        request: Hoso_Intake_V1_ListDossiersRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_ListDossiersResponse {
        let limit = request.limit == 0 ? Self.usualPageSize : Int(request.limit)
        guard Self.pageSizes.contains(limit) else {
            throw WireFault(pointer: "limit", expected: "0 or 1 to 200").failure
        }
        guard request.agencyCode.utf8.count <= 35, !request.agencyCode.utf8.contains(0) else {
            throw WireFault(pointer: "agency_code", expected: "an agency code, or nothing for all").failure
        }
        let after = Identifier(bytes: request.afterDossierID)
        guard after != nil || request.afterDossierID.isEmpty else {
            throw WireFault(pointer: "after_dossier_id", expected: "16 bytes, or nothing").failure
        }
        // One more than asked for tells whether there is a next page.
        let found = try await self.dossiers.dossiers(
            receivedBy: request.agencyCode.isEmpty ? nil : request.agencyCode, after: after, limit: limit + 1)
        let page = found.prefix(limit)
        return .with {
            $0.dossiers = page.map(\.wire)
            if found.count > limit, let last = page.last {
                $0.nextAfterDossierID = last.wire.id
            }
        }
    }

    private func find(_ request: Hoso_Intake_V1_GetDossierRequest) async throws -> Dossier? {
        switch request.key {
        case .dossierID(let bytes):
            guard let id = Identifier(bytes: bytes) else {
                throw WireFault(pointer: "dossier_id", expected: "16 bytes").failure
            }
            return try await self.dossiers.dossier(id)
        case .code(let code):
            guard (try? DossierCode(foreign: code)) != nil else {
                throw WireFault(pointer: "code", expected: "a dossier code").failure
            }
            return try await self.dossiers.dossier(code: code)
        case nil:
            throw WireFault(pointer: "key", expected: "an id or a code").failure
        }
    }
}
