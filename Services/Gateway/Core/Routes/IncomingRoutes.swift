import Clocks
import Foundation
import GatewayDomain
import GRPCCore
import HosoProto
import Hummingbird
import SwiftProtobuf

/// Incoming documents and their work lists: bodies are the messages of `IncomingService` in protobuf's JSON.
struct IncomingRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        router.post("/v1/receptions") { try await self.importReception(RequestInput(request: $0, context: $1)) }
        router.post("/v1/incoming") { try await self.enter(RequestInput(request: $0, context: $1)) }
        router.get("/v1/incoming") { try await self.register(RequestInput(request: $0, context: $1)) }
        router.get("/v1/incoming/{id}") { try await self.document(RequestInput(request: $0, context: $1)) }
        router.post("/v1/incoming/{id}/steps") { try await self.step(RequestInput(request: $0, context: $1)) }
        router.post("/v1/incoming-books") { try await self.book(RequestInput(request: $0, context: $1)) }
        router.post("/v1/incoming/{id}/slips") { try await self.slip(RequestInput(request: $0, context: $1)) }
        router.get("/v1/incoming-work") { try await self.work(RequestInput(request: $0, context: $1)) }
        router.get("/v1/incoming-work/counts") { try await self.counts(RequestInput(request: $0, context: $1)) }
        router.post("/v1/incoming-work/hand-overs") { try await self.handOver(RequestInput(request: $0, context: $1)) }
    }

    private func importReception(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Intake_V1_ImportReceptionRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.incoming.importReception(message, options: Backend.usual))
    }

    private func book(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Intake_V1_MakeIncomingBookRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.incoming.makeIncomingBook(message, options: Backend.slow), status: .created)
    }

    private func slip(_ input: RequestInput) async throws -> Response {
        let id = try input.identifier("id")
        var message: Hoso_Intake_V1_MakeHandlingSlipRequest = try await input.message()
        message.incomingID = id.description
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.incoming.makeHandlingSlip(message, options: Backend.slow), status: .created)
    }

    private func enter(_ input: RequestInput) async throws -> Response {
        let key = try input.idempotencyKey()
        var message: Hoso_Intake_V1_EnterIncomingRequest = try await input.message()
        message.idempotencyKey = key
        message.officerCode = input.context.officerCode
        let answer = try await self.backend.incoming.enterIncoming(message, options: Backend.usual)
        var response = try ProtoJSON.response(answer, status: .created)
        if answer.replayed { response.headers[.idempotencyReplayed] = "true" }
        return response
    }

    private func register(_ input: RequestInput) async throws -> Response {
        let query = try input.query(["agency", "year", "limit", "after"])
        let message = try Hoso_Intake_V1_ListIncomingRequest.with {
            $0.agencyCode = try query.code("agency")
            $0.year = try query.number("year")
            $0.limit = try query.limit()
            $0.after = try query.number("after")
        }
        return try ProtoJSON.response(try await self.backend.incoming.listIncoming(message, options: Backend.usual))
    }

    private func document(_ input: RequestInput) async throws -> Response {
        let id = try input.identifier("id")
        let officer = try input.readingOfficer()
        let message = Hoso_Intake_V1_GetIncomingRequest.with {
            $0.incomingID = id.description
            $0.officerCode = officer
        }
        return try ProtoJSON.response(try await self.backend.incoming.getIncoming(message, options: Backend.usual))
    }

    private func step(_ input: RequestInput) async throws -> Response {
        let id = try input.identifier("id")
        var message: Hoso_Intake_V1_TakeIncomingStepRequest = try await input.message()
        message.incomingID = id.description
        message.officerCode = input.context.officerCode
        // Registration asks signing for a verdict.
        return try ProtoJSON.response(try await self.backend.incoming.takeIncomingStep(message, options: Backend.slow))
    }

    private func work(_ input: RequestInput) async throws -> Response {
        let query = try input.query(["officer", "agency", "unit", "kind", "late", "limit", "after"])
        let message = try Hoso_Intake_V1_ListIncomingWorkRequest.with {
            $0.officerCode = try query.code("officer")
            $0.agencyCode = try query.code("agency")
            $0.unitCode = try query.code("unit")
            $0.kind = try query.code("kind")
            $0.late = try query.text("late", limit: 5) == "true"
            $0.limit = try query.limit()
            $0.after = try query.text("after")
        }
        return try ProtoJSON.response(try await self.backend.incoming.listIncomingWork(message, options: Backend.usual))
    }

    private func counts(_ input: RequestInput) async throws -> Response {
        let query = try input.query(["officer", "agency", "unit"])
        let message = try Hoso_Intake_V1_CountIncomingWorkRequest.with {
            $0.officerCode = try query.code("officer")
            $0.agencyCode = try query.code("agency")
            $0.unitCode = try query.code("unit")
        }
        return try ProtoJSON.response(try await self.backend.incoming.countIncomingWork(message, options: Backend.usual))
    }

    private func handOver(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Intake_V1_HandOverIncomingRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.incoming.handOverIncoming(message, options: Backend.slow))
    }
}
