import Foundation
import GRPCCore
import GatewayDomain
import HosoProto
import Hummingbird
import SwiftProtobuf

/// Filing plans with contracts and rules, what units propose, amendments, and filing by rule; bodies are the messages of the
/// services in protobuf's JSON.
struct FilingRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        router.get("/v1/filing-plans/{agency}/{year}") { try await self.plan(RequestInput(request: $0, context: $1)) }
        router.post("/v1/filing-plans/{agency}/{year}") { try await self.importPlan(RequestInput(request: $0, context: $1)) }
        router.post("/v1/filing-plans/{agency}/{year}/proposals") { try await self.propose(RequestInput(request: $0, context: $1)) }
        router.post("/v1/filing-plans/{agency}/{year}/amendments") { try await self.amend(RequestInput(request: $0, context: $1)) }
        router.post("/v1/filings") { try await self.file(RequestInput(request: $0, context: $1)) }
    }

    private static func place(_ input: RequestInput) throws -> (agency: String, year: Int32) {
        guard let year = Int32(try input.path("year")), (2000...2100).contains(year) else {
            throw RequestInput.fault("path:year", .malformed, "năm như 2026", "a year such as 2026")
        }
        return (try input.code("agency"), year)
    }

    private func plan(_ input: RequestInput) async throws -> Response {
        let (agency, year) = try Self.place(input)
        return try ProtoJSON.response(
            try await self.backend.records.getFilingPlan(
                .with {
                    $0.agencyCode = agency
                    $0.year = year
                }, options: Backend.usual))
    }

    /// Enters or replaces the draft; agency and year are those of the path.
    private func importPlan(_ input: RequestInput) async throws -> Response {
        let (agency, year) = try Self.place(input)
        var message: Hoso_Records_V1_ImportFilingPlanRequest = try await input.message()
        message.plan.agencyCode = agency
        message.plan.year = year
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.records.importFilingPlan(message, options: Backend.usual))
    }

    private func propose(_ input: RequestInput) async throws -> Response {
        let (agency, year) = try Self.place(input)
        var message: Hoso_Records_V1_ProposeEntriesRequest = try await input.message()
        message.agencyCode = agency
        message.year = year
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(
            try await self.backend.planning.proposeEntries(message, options: Backend.usual), status: .created)
    }

    private func amend(_ input: RequestInput) async throws -> Response {
        let (agency, year) = try Self.place(input)
        var message: Hoso_Records_V1_AmendFilingPlanRequest = try await input.message()
        message.plan.agencyCode = agency
        message.plan.year = year
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.planning.amendFilingPlan(message, options: Backend.usual))
    }

    private func file(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Records_V1_FileByRuleRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(
            try await self.backend.keeping.fileByRule(message, options: Backend.slow), status: .created)
    }
}
