import Clocks
import Foundation
import GRPCCore
import GatewayDomain
import HosoProto
import SwiftProtobuf
import Hummingbird

/// Procedures and dossiers.
struct DossierRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        router.answering(get: "/v1/procedures") { input in
            _ = try input.query([])
            return ProceduresBody(try await self.backend.intake.listProcedures(.init(), options: Backend.usual))
        }
        router.answering(post: "/v1/dossiers:prepare", self.prepare)
        router.making(post: "/v1/dossiers", status: .created, self.open)
        router.answering(get: "/v1/dossiers", self.list)
        router.answering(get: "/v1/dossiers/{id}", self.detail)
        router.answering(post: "/v1/dossiers/{id}/accept", self.accept)
        router.answering(post: "/v1/dossiers/{id}/status", self.changeStatus)
    }

    private func prepare(_ input: RequestInput) async throws -> PreparationBody {
        let message = try await input.body { reader in
            Hoso_Intake_V1_PrepareDossierRequest.with {
                $0.procedureCode = reader.code("procedureCode")
                if let owner = reader.object("owner", OwnerBody.read) { $0.owner = owner }
            }
        }
        return PreparationBody(try await self.backend.intake.prepareDossier(message, options: Backend.usual))
    }

    private func open(_ input: RequestInput, _ key: String) async throws -> (body: DossierAnswer, replayed: Bool) {
        var message = try await input.body(Self.opening)
        message.idempotencyKey = key
        message.officerCode = input.context.officerCode
        let answer = try await self.backend.intake.openDossier(message, options: Backend.usual)
        return (DossierAnswer(answer.dossier, replayed: answer.replayed), answer.replayed)
    }

    private static func opening(_ reader: inout JSONReader) -> Hoso_Intake_V1_OpenDossierRequest {
        .with {
            $0.procedureCode = reader.code("procedureCode")
            if let owner = reader.object("owner", OwnerBody.read) { $0.owner = owner }
            $0.channel = reader.choice("channel")
            $0.receivingAgencyCode = reader.code("receivingAgencyCode")
            $0.supportingAgencyCode = reader.code("supportingAgencyCode", required: false)
            $0.components = reader.list("components", limit: 200, Self.component)
            $0.foreignCode = reader.code("foreignCode", required: false)
            $0.assistedBy = reader.words("assistedBy", required: false, length: 1...200)
            $0.secrecy = reader.choice("secrecy")
        }
    }

    private static func component(_ reader: inout JSONReader) -> Hoso_Intake_V1_ComponentInput {
        .with {
            $0.code = reader.code("code")
            $0.originals = reader.number("originals", in: 0...10_000)
            $0.copies = reader.number("copies", in: 0...10_000)
            $0.reuseDocumentID = reader.id("reuseDocumentId", required: false)
            $0.repeatReason = reader.choice("repeatReason", required: false)
            $0.repeatNote = reader.words("repeatNote", required: false, length: 10...500)
        }
    }

    private func list(_ input: RequestInput) async throws -> DossiersBody {
        let query = try input.query(["agency", "limit", "after"])
        let message = try Hoso_Intake_V1_ListDossiersRequest.with {
            $0.agencyCode = try query.code("agency")
            $0.limit = try query.limit()
            $0.afterDossierID = Data(try query.identifier("after")?.bytes ?? [])
        }
        return DossiersBody(try await self.backend.intake.listDossiers(message, options: Backend.usual))
    }

    private func detail(_ input: RequestInput) async throws -> DossierDetailBody {
        _ = try input.query([])
        let key = try input.code("id")
        let message = Hoso_Intake_V1_GetDossierRequest.with {
            if let id = Identifier(key) { $0.dossierID = Data(id.bytes) } else { $0.code = key }
        }
        let answer = try await self.backend.intake.getDossier(message, options: Backend.usual)
        let papers = try await self.backend.digitization.listPapers(
            .with { $0.dossierCode = answer.dossier.code }, options: Backend.usual)
        return DossierDetailBody(answer, papers: papers.papers)
    }

    private func accept(_ input: RequestInput) async throws -> DossierAnswer {
        let id = try input.identifier("id")
        let version = try await input.body { $0.integer("expectedVersion", in: 0...Int64.max) }
        let answer = try await self.backend.intake.acceptDossier(
            .with {
                $0.dossierID = Data(id.bytes)
                $0.expectedVersion = version
                $0.officerCode = input.context.officerCode
            }, options: Backend.usual)
        return DossierAnswer(answer.dossier)
    }

    private func changeStatus(_ input: RequestInput) async throws -> DossierAnswer {
        let id = try input.identifier("id")
        var message = try await input.body { reader in
            Hoso_Intake_V1_ChangeStatusRequest.with {
                $0.expectedVersion = reader.integer("expectedVersion", in: 0...Int64.max)
                $0.status = reader.choice("status")
                $0.note = reader.words("note", required: false, length: 1...2_000)
                $0.legalBasis = reader.words("legalBasis", required: false, length: 1...2_000)
                $0.requestedPapers = reader.list("requestedPapers", required: false, limit: 200) { reader in
                    Hoso_Intake_V1_PaperRequest.with {
                        $0.componentCode = reader.code("code")
                        $0.reason = reader.choice("reason", required: false)
                        $0.note = reader.words("note", required: false, length: 10...500)
                    }
                }
            }
        }
        message.dossierID = Data(id.bytes)
        message.officerCode = input.context.officerCode
        return DossierAnswer(try await self.backend.intake.changeStatus(message, options: Backend.usual).dossier)
    }
}
