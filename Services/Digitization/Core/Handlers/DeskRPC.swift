import Clocks
import DigitizationDomain
import Foundation
import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf

/// Answers the calls of the desk: wire in, store, wire out.
struct DeskRPC: Hoso_Digitization_V1_DeskService.SimpleServiceProtocol {
    let jobs: RecognitionJobStore
    let check: FieldCheckHandler
    let undigitized: DeclareUndigitizedHandler
    let equipment: DeskEquipmentHandler

    func getQueue(
        request: Hoso_Digitization_V1_GetQueueRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_GetQueueResponse {
        let queues = try await self.jobs.queues()
        let failing = try await self.jobs.failing()
        return .with {
            $0.queues = queues.map(\.wire)
            $0.failing = failing.map(\.wire)
        }
    }

    func listProgress(
        request: Hoso_Digitization_V1_ListProgressRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_ListProgressResponse {
        guard !request.dossierCode.isEmpty else { throw HosoFailure.invalid("dossier_code", "the code of a dossier") }
        let papers = try await self.jobs.progress(dossierCode: request.dossierCode)
        let awaiting = try await self.check.confirmations.awaiting(dossierCode: request.dossierCode)
        return .with {
            $0.papers = papers.map(\.wire)
            $0.awaiting = awaiting.map { entry in
                .with {
                    $0.paperID = Data(entry.paper.bytes)
                    $0.officerCode = entry.pending.officerCode
                    $0.fields = entry.pending.doubts.map(\.field)
                }
            }
        }
    }

    func getFieldCheck(
        request: Hoso_Digitization_V1_GetFieldCheckRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_GetFieldCheckResponse {
        try await self.check.handle(try Self.id(request.paperID)).wire
    }

    func declareUndigitized(
        request: Hoso_Digitization_V1_DeclareUndigitizedRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_DeclareUndigitizedResponse {
        try await self.undigitized.declare(request)
        return Hoso_Digitization_V1_DeclareUndigitizedResponse()
    }

    func countUndigitized(
        request: Hoso_Digitization_V1_CountUndigitizedRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_CountUndigitizedResponse {
        try await self.undigitized.count(request)
    }

    func cancelRecognition(
        request: Hoso_Digitization_V1_CancelRecognitionRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_CancelRecognitionResponse {
        let id = try Self.id(request.paperID)
        let officer = try Self.officer(request.officerCode)
        guard (1...500).contains(request.reason.count) else { throw HosoFailure.invalid("reason", "1 to 500 characters") }
        let paper = try await Self.failing { try await self.jobs.cancel(id, by: officer, reason: request.reason) }
        return .with { $0.paper = paper.wire }
    }

    func requeuePaper(
        request: Hoso_Digitization_V1_RequeuePaperRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_RequeuePaperResponse {
        let id = try Self.id(request.paperID)
        _ = try Self.officer(request.officerCode)
        let paper = try await Self.failing { try await self.jobs.requeue(id) }
        return .with { $0.paper = paper.wire }
    }

    func recordDesk(
        request: Hoso_Digitization_V1_RecordDeskRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_RecordDeskResponse {
        try await self.equipment.record(request)
    }

    func listDesks(
        request: Hoso_Digitization_V1_ListDesksRequest, context: ServerContext
    ) async throws -> Hoso_Digitization_V1_ListDesksResponse {
        try await self.equipment.list(request)
    }

    /// Says a broken rule or an unknown paper in the words of a failure.
    private static func failing(_ body: () async throws -> Paper?) async throws -> Paper {
        do {
            guard let paper = try await body() else { throw HosoFailure.paperNotFound }
            return paper
        } catch let error as PaperError {
            throw error.failure
        }
    }

    private static func officer(_ code: String) throws -> String {
        guard (1...100).contains(code.count) else { throw HosoFailure.invalid("officer_code", "1 to 100 characters") }
        return code
    }

    static func id(_ bytes: some Collection<UInt8>) throws -> Identifier {
        guard let id = Identifier(bytes: Array(bytes)) else { throw HosoFailure.invalid("paper_id", "16 bytes") }
        return id
    }
}
