import Clocks
import Foundation
import GRPCCore
import GatewayDomain
import HosoProto
import Hummingbird
import NIOCore
import ServiceKit
import SwiftProtobuf

/// Filing plans: as a table for spreadsheets, copied, moved on, and what was amended (R42).
struct PlanRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        router.get("/v1/filing-plans/{agency}/{year}/table") { request, context in
            try await self.table(RequestInput(request: request, context: context))
        }
        router.answering(post: "/v1/filing-plans/{agency}/{year}/table", self.importTable)
        router.answering(post: "/v1/filing-plans/{agency}/{year}/copy", self.copy)
        router.answering(post: "/v1/filing-plans/{agency}/{year}/state", self.change)
        router.answering(post: "/v1/filing-plans/{agency}/{year}/merge", self.merge)
        router.answering(get: "/v1/filing-plans/{agency}/{year}/amendments", self.amendments)
    }

    private static func year(_ input: RequestInput) throws -> Int32 {
        guard let year = Int32(try input.path("year")), (2000...2100).contains(year) else {
            throw RequestInput.fault("path:year", .malformed, "năm như 2026", "a year such as 2026")
        }
        return year
    }

    /// The plan as CSV or, with `format=xlsx`, as a workbook, to be saved by a browser.
    private func table(_ input: RequestInput) async throws -> Response {
        let (agency, year) = (try input.code("agency"), try Self.year(input))
        let asked = try input.query(["format"]).text("format")
        let format = asked.isEmpty ? "csv" : asked
        guard let type = Self.mediaTypes[format] else { throw RequestInput.fault("query:format", .malformed, "csv, xlsx", "csv, xlsx") }
        let answer = try await self.backend.planning.exportPlanTable(
            .with {
                $0.agencyCode = agency
                $0.year = year
                $0.format = format
            }, options: Backend.usual)
        return Response(
            status: .ok,
            headers: [
                .contentType: type,
                .contentDisposition: "attachment; filename=\"danh-muc-ho-so-\(year).\(format)\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.csv)))
    }

    private static let mediaTypes = [
        "csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]

    /// Reads a table, CSV or XLSX; with faults nothing changes, and the answer names each cell.
    private func importTable(_ input: RequestInput) async throws -> PlanTableAnswer {
        let (agency, year) = (try input.code("agency"), try Self.year(input))
        var message = try await input.body { reader in
            Hoso_Records_V1_ImportPlanTableRequest.with {
                $0.csv = reader.base64("csv", limitBytes: 700_000)
                $0.reason = reader.words("reason", required: false, length: 1...500)
                $0.decision = reader.words("decision", required: false, length: 1...100)
            }
        }
        message.agencyCode = agency
        message.year = year
        message.officerCode = input.context.officerCode
        return PlanTableAnswer(try await self.backend.planning.importPlanTable(message, options: Backend.usual))
    }

    /// Makes the draft of this year from the plan of another.
    private func copy(_ input: RequestInput) async throws -> PlanBody {
        let (agency, year) = (try input.code("agency"), try Self.year(input))
        var message = try await input.body { reader in
            Hoso_Records_V1_CopyFilingPlanRequest.with { $0.fromYear = reader.number("fromYear", in: 2000...2100) }
        }
        message.agencyCode = agency
        message.toYear = year
        message.officerCode = input.context.officerCode
        return PlanBody(try await self.backend.planning.copyFilingPlan(message, options: Backend.usual).plan)
    }

    /// Approves the plan, puts it in force, closes it.
    private func change(_ input: RequestInput) async throws -> PlanBody {
        let (agency, year) = (try input.code("agency"), try Self.year(input))
        var message = try await input.body { reader in
            Hoso_Records_V1_ChangeFilingPlanRequest.with { $0.state = reader.choice("state") }
        }
        message.agencyCode = agency
        message.year = year
        message.officerCode = input.context.officerCode
        return PlanBody(try await self.backend.records.changeFilingPlan(message, options: Backend.usual).plan)
    }

    /// Puts what units proposed into the draft.
    private func merge(_ input: RequestInput) async throws -> MergeAnswer {
        let (agency, year) = (try input.code("agency"), try Self.year(input))
        try await input.noBody()
        let officer = input.context.officerCode
        let answer = try await self.backend.planning.mergeProposals(
            .with {
                $0.agencyCode = agency
                $0.year = year
                $0.officerCode = officer
            }, options: Backend.usual)
        return MergeAnswer(plan: PlanBody(answer.plan), mergedUnits: answer.mergedUnits, conflicts: answer.conflicts)
    }

    private func amendments(_ input: RequestInput) async throws -> AmendmentsBody {
        let (agency, year) = (try input.code("agency"), try Self.year(input))
        let answer = try await self.backend.planning.listAmendments(
            .with {
                $0.agencyCode = agency
                $0.year = year
            }, options: Backend.usual)
        return AmendmentsBody(answer)
    }
}
