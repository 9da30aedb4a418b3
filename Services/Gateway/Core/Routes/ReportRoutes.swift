import GRPCCore
import GatewayDomain
import HosoProto
import SwiftProtobuf
import Hummingbird

/// Figures and the evidence behind them.
struct ReportRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        router.answering(get: "/v1/reports/{year}/{month}", self.figures)
        router.answering(get: "/v1/reports/{year}/{month}/{figure}/{side}", self.evidence)
    }

    private func figures(_ input: RequestInput) async throws -> FiguresBody {
        let month = try Self.month(input)
        let agency = try input.query(["agency"]).code("agency")
        let answer = try await self.backend.reporting.getFigures(
            .with {
                $0.agencyCode = agency
                $0.year = Int32(month.year)
                $0.month = Int32(month.month)
            }, options: Backend.usual)
        return FiguresBody(answer)
    }

    private func evidence(_ input: RequestInput) async throws -> EvidenceBody {
        let month = try Self.month(input)
        let query = try input.query(["agency", "limit", "after"])
        guard let side = WireForm.value(try input.path("side"), of: Hoso_Reporting_V1_EvidenceSide.self) else {
            throw RequestInput.fault("path:side", .malformed, "numerator hoặc denominator", "numerator or denominator")
        }
        let message = try Hoso_Reporting_V1_GetEvidenceRequest.with {
            $0.figure = try input.code("figure")
            $0.side = side
            $0.agencyCode = try query.code("agency")
            $0.year = Int32(month.year)
            $0.month = Int32(month.month)
            $0.limit = try query.limit()
            $0.afterCode = try query.code("after")
        }
        return EvidenceBody(try await self.backend.reporting.getEvidence(message, options: Backend.usual))
    }

    private static func month(_ input: RequestInput) throws -> ReportMonth {
        guard let month = ReportMonth(year: try input.path("year"), month: try input.path("month")) else {
            throw RequestInput.fault("path:month", .malformed, "năm và tháng như 2026/11", "a year and a month such as 2026/11")
        }
        return month
    }
}
