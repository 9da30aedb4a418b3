import Clocks
import Foundation
import GatewayDomain
import GRPCCore
import HosoProto
import Hummingbird
import SwiftProtobuf

/// Outgoing documents, their numbers and work lists: bodies are the messages of `DocumentService` in protobuf's JSON.
struct OutgoingRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        router.post("/v1/document-processes") { try await self.importProcess(RequestInput(request: $0, context: $1)) }
        router.post("/v1/outgoing") { try await self.draft(RequestInput(request: $0, context: $1)) }
        router.get("/v1/outgoing/{id}") { try await self.document(RequestInput(request: $0, context: $1)) }
        router.post("/v1/outgoing/{id}/steps") { try await self.step(RequestInput(request: $0, context: $1)) }
        router.get("/v1/outgoing/{id}/differences") { try await self.differences(RequestInput(request: $0, context: $1)) }
        router.get("/v1/document-templates") { try await self.templates(RequestInput(request: $0, context: $1)) }
        router.get("/v1/outgoing-officers") { try await self.officers(RequestInput(request: $0, context: $1)) }
        router.get("/v1/outgoing-handled") { try await self.handled(RequestInput(request: $0, context: $1)) }
        router.post("/v1/outgoing-registers") { try await self.register(RequestInput(request: $0, context: $1)) }
        router.post("/v1/copies") { try await self.copy(RequestInput(request: $0, context: $1)) }
        router.post("/v1/copies/{id}/signature") { try await self.copySignature(RequestInput(request: $0, context: $1)) }
        router.post("/v1/outgoing-renderings") { try await self.render(RequestInput(request: $0, context: $1)) }
        router.get("/v1/outgoing-work") { try await self.work(RequestInput(request: $0, context: $1)) }
        router.get("/v1/outgoing-work/counts") { try await self.counts(RequestInput(request: $0, context: $1)) }
        router.post("/v1/outgoing-work/hand-overs") { try await self.handOver(RequestInput(request: $0, context: $1)) }
        router.post("/v1/numbers") { try await self.reserve(RequestInput(request: $0, context: $1)) }
        router.post("/v1/numbers/settle") { try await self.settle(RequestInput(request: $0, context: $1)) }
        router.get("/v1/numbers") { try await self.numbers(RequestInput(request: $0, context: $1)) }
    }

    private func importProcess(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Signing_V1_ImportProcessRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.documents.importProcess(message, options: Backend.usual))
    }

    private func draft(_ input: RequestInput) async throws -> Response {
        let key = try input.idempotencyKey()
        var message: Hoso_Signing_V1_DraftDocumentRequest = try await input.message()
        message.idempotencyKey = key
        message.officerCode = input.context.officerCode
        let answer = try await self.backend.documents.draftDocument(message, options: Backend.usual)
        var response = try ProtoJSON.response(answer, status: .created)
        if answer.replayed { response.headers[.idempotencyReplayed] = "true" }
        return response
    }

    private func document(_ input: RequestInput) async throws -> Response {
        let id = try input.identifier("id")
        let officer = try input.readingOfficer()
        let message = Hoso_Signing_V1_GetDocumentRequest.with {
            $0.documentID = id.description
            $0.officerCode = officer
        }
        return try ProtoJSON.response(try await self.backend.documents.getDocument(message, options: Backend.usual))
    }

    private func step(_ input: RequestInput) async throws -> Response {
        let id = try input.identifier("id")
        var message: Hoso_Signing_V1_TakeStepRequest = try await input.message()
        message.documentID = id.description
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.documents.takeStep(message, options: Backend.usual))
    }

    private func differences(_ input: RequestInput) async throws -> Response {
        let id = try input.identifier("id")
        let officer = try input.readingOfficer()
        let query = try input.query(["officer", "earlier", "later"])
        let message = try Hoso_Signing_V1_CompareVersionsRequest.with {
            $0.documentID = id.description
            $0.officerCode = officer
            $0.earlier = try query.number("earlier")
            $0.later = try query.number("later")
        }
        return try ProtoJSON.response(try await self.backend.documents.compareVersions(message, options: Backend.usual))
    }

    private func templates(_ input: RequestInput) async throws -> Response {
        try ProtoJSON.response(try await self.backend.documents.listTemplates(.init(), options: Backend.usual))
    }

    private func render(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Signing_V1_RenderContentRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.documents.renderContent(message, options: Backend.slow))
    }

    private func officers(_ input: RequestInput) async throws -> Response {
        let officer = try input.readingOfficer()
        let query = try input.query(["agency", "from", "to"])
        let message = try Hoso_Signing_V1_ListOfficerWorkRequest.with {
            $0.officerCode = officer
            $0.agencyCode = try query.code("agency")
            $0.from = try query.day("from")
            $0.to = try query.day("to")
        }
        return try ProtoJSON.response(try await self.backend.documents.listOfficerWork(message, options: Backend.usual))
    }

    private func handled(_ input: RequestInput) async throws -> Response {
        let officer = try input.readingOfficer()
        let query = try input.query(["agency", "of", "from", "to", "late", "limit", "after"])
        let message = try Hoso_Signing_V1_ListHandledRequest.with {
            $0.officerCode = officer
            $0.agencyCode = try query.code("agency")
            $0.ofCode = try query.code("of")
            $0.from = try query.day("from")
            $0.to = try query.day("to")
            $0.late = try query.text("late", limit: 5) == "true"
            $0.limit = try query.limit()
            $0.after = try query.text("after")
        }
        return try ProtoJSON.response(try await self.backend.documents.listHandled(message, options: Backend.usual))
    }

    private func register(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Signing_V1_MakeRegisterRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.documents.makeRegister(message, options: Backend.slow), status: .created)
    }

    private func copy(_ input: RequestInput) async throws -> Response {
        let key = try input.idempotencyKey()
        var message: Hoso_Signing_V1_MakeCopyRequest = try await input.message()
        message.idempotencyKey = key
        message.officerCode = input.context.officerCode
        let answer = try await self.backend.documents.makeCopy(message, options: Backend.slow)
        var response = try ProtoJSON.response(answer, status: .created)
        if answer.replayed { response.headers[.idempotencyReplayed] = "true" }
        return response
    }

    private func copySignature(_ input: RequestInput) async throws -> Response {
        let id = try input.identifier("id")
        var message: Hoso_Signing_V1_EnterCopySignatureRequest = try await input.message()
        message.copyID = id.description
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.documents.enterCopySignature(message, options: Backend.usual))
    }

    private func work(_ input: RequestInput) async throws -> Response {
        let query = try input.query(["officer", "agency", "unit", "kind", "late", "limit", "after"])
        let message = try Hoso_Signing_V1_ListWorkRequest.with {
            $0.officerCode = try query.code("officer")
            $0.agencyCode = try query.code("agency")
            $0.unitCode = try query.code("unit")
            $0.kind = try query.code("kind")
            $0.late = try query.text("late", limit: 5) == "true"
            $0.limit = try query.limit()
            $0.after = try query.text("after")
        }
        return try ProtoJSON.response(try await self.backend.documents.listWork(message, options: Backend.usual))
    }

    private func counts(_ input: RequestInput) async throws -> Response {
        let query = try input.query(["officer", "agency", "unit"])
        let message = try Hoso_Signing_V1_CountWorkRequest.with {
            $0.officerCode = try query.code("officer")
            $0.agencyCode = try query.code("agency")
            $0.unitCode = try query.code("unit")
        }
        return try ProtoJSON.response(try await self.backend.documents.countWork(message, options: Backend.usual))
    }

    private func handOver(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Signing_V1_HandOverWorkRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.documents.handOverWork(message, options: Backend.slow))
    }

    private func reserve(_ input: RequestInput) async throws -> Response {
        let key = try input.idempotencyKey()
        var message: Hoso_Signing_V1_ReserveNumberRequest = try await input.message()
        message.idempotencyKey = key
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(
            try await self.backend.documents.reserveNumber(message, options: Backend.usual), status: .created)
    }

    private func settle(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Signing_V1_SettleNumberRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.documents.settleNumber(message, options: Backend.usual))
    }

    private func numbers(_ input: RequestInput) async throws -> Response {
        let query = try input.query(["agency", "year", "series", "limit", "after"])
        let message = try Hoso_Signing_V1_ListNumbersRequest.with {
            $0.agencyCode = try query.code("agency")
            $0.year = try query.number("year")
            $0.series = try query.code("series")
            $0.limit = try query.limit()
            $0.after = try query.number("after")
        }
        return try ProtoJSON.response(try await self.backend.documents.listNumbers(message, options: Backend.usual))
    }
}
