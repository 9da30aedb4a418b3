import Clocks
import Foundation
import GRPCCore
import HosoProto
import Postgres
import ReportingDomain
import ServiceKit
import SwiftProtobuf

/// The calls of this service.
struct ReportingRPC: Hoso_Reporting_V1_ReportingService.SimpleServiceProtocol {
    let postgres: PostgresClient
    let clock: any UTCClock

    func getFigures(
        request: Hoso_Reporting_V1_GetFiguresRequest, context: ServerContext
    ) async throws -> Hoso_Reporting_V1_GetFiguresResponse {
        let month = try Self.month(request.year, request.month)
        return try await self.postgres.withConnection { connection in
            let store = FigureStore(session: connection)
            let happened = try await store.counts(month: month, agencyCode: request.agencyCode)
            let states = try await DeskStateStore(session: connection).counts(month: month, agencyCode: request.agencyCode)
            let counts = happened.merging(states) { happened, _ in happened }
            let agencies = try await store.agencies(month: month)
            return .with {
                $0.figures = FigureDefinition.all.map { Self.figure($0, counts) }
                $0.agencyCodes = agencies
                $0.computedAt = Google_Protobuf_Timestamp(self.clock.now())
            }
        }
    }

    private static func figure(_ definition: FigureDefinition, _ counts: [Measure: Int64]) -> Hoso_Reporting_V1_Figure {
        .with {
            $0.name = definition.name
            $0.titleVi = definition.titleVi
            $0.titleEn = definition.titleEn
            $0.numerator = counts[definition.numerator] ?? 0
            if let denominator = definition.denominator {
                $0.denominator = .with { $0.value = counts[denominator] ?? 0 }
            }
            $0.definitionVersion = Int32(definition.version)
        }
    }

    func getEvidence(
        request: Hoso_Reporting_V1_GetEvidenceRequest, context: ServerContext
    ) async throws -> Hoso_Reporting_V1_GetEvidenceResponse {
        let month = try Self.month(request.year, request.month)
        let measure = try Self.measure(request.figure, request.side)
        let limit = request.limit == 0 ? 50 : Int(request.limit)
        guard (1...200).contains(limit) else { throw ReportingRefusal.badLimit(limit).failure }
        let items = try await self.postgres.withConnection { connection in
            if measure.isOfDesk {
                return try await DeskStateStore(session: connection).evidence(
                    measure, month: month, agencyCode: request.agencyCode, after: request.afterCode, limit: limit)
            }
            return try await FigureStore(session: connection).evidence(
                measure, month: month, agencyCode: request.agencyCode, after: request.afterCode, limit: limit)
        }
        return .with {
            $0.items = items.map { item in
                .with {
                    $0.code = item.code
                    $0.id = Data(item.id.bytes)
                    $0.eventID = Data(item.eventID.bytes)
                }
            }
            if items.count == limit, let last = items.last { $0.nextAfterCode = last.code }
        }
    }

    private static func month(_ year: Int32, _ month: Int32) throws -> ReportMonth {
        guard let known = ReportMonth(year: Int(year), month: Int(month)) else {
            throw ReportingRefusal.badMonth(year: Int(year), month: Int(month)).failure
        }
        return known
    }

    private static func measure(_ figure: String, _ side: Hoso_Reporting_V1_EvidenceSide) throws -> Measure {
        guard let definition = FigureDefinition.named(figure) else { throw ReportingRefusal.unknownFigure(figure).failure }
        switch side {
        case .numerator: return definition.numerator
        case .denominator:
            guard let denominator = definition.denominator else { throw ReportingRefusal.noDenominator(figure).failure }
            return denominator
        case .unspecified, .UNRECOGNIZED: throw ReportingRefusal.badSide.failure
        }
    }
}
