import Clocks
import Foundation
import GRPCCore
import GatewayDomain
import HosoProto
import Hummingbird
import SwiftProtobuf

/// Who may read: changes, their confirmation, and what was refused; bodies are the messages of `RightsService` in protobuf's
/// JSON.
struct RightsRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        router.post("/v1/rights") { try await self.change(RequestInput(request: $0, context: $1)) }
        router.get("/v1/rights") { try await self.changes(RequestInput(request: $0, context: $1)) }
        router.post("/v1/rights/{id}/confirmation") { try await self.confirm(RequestInput(request: $0, context: $1)) }
        router.get("/v1/denials") { try await self.denials(RequestInput(request: $0, context: $1)) }
    }

    private func change(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Records_V1_ChangeRightsRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(
            try await self.backend.rights.changeRights(message, options: Backend.usual), status: .created)
    }

    private func confirm(_ input: RequestInput) async throws -> Response {
        let id = try input.identifier("id")
        try await input.noBody()
        let officer = input.context.officerCode
        return try ProtoJSON.response(
            try await self.backend.rights.confirmRights(
                .with {
                    $0.changeID = Data(id.bytes)
                    $0.officerCode = officer
                }, options: Backend.usual))
    }

    private func changes(_ input: RequestInput) async throws -> Response {
        let query = try input.query(["announced", "subject", "limit", "after"])
        let message = try Hoso_Records_V1_ListRightChangesRequest.with {
            $0.announcedOnly = try query.text("announced") == "1"
            $0.subjectID = Data(try query.identifier("subject")?.bytes ?? [])
            $0.limit = try query.limit()
            $0.afterChangeID = Data(try query.identifier("after")?.bytes ?? [])
        }
        return try ProtoJSON.response(try await self.backend.rights.listRightChanges(message, options: Backend.usual))
    }

    private func denials(_ input: RequestInput) async throws -> Response {
        let query = try input.query(["subject", "limit", "after"])
        let message = try Hoso_Records_V1_ListDenialsRequest.with {
            $0.subjectID = Data(try query.identifier("subject")?.bytes ?? [])
            $0.limit = try query.limit()
            $0.afterDenialID = Data(try query.identifier("after")?.bytes ?? [])
        }
        return try ProtoJSON.response(try await self.backend.rights.listDenials(message, options: Backend.usual))
    }
}
