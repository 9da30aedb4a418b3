import Clocks
import Foundation
import GRPCCore
import HosoProto
import RecordsDomain
import ServiceKit
import Spreadsheet
import SwiftProtobuf

/// The calls of filing plans beyond entering and approving them: wire → handler → wire.
struct PlanningRPC: Hoso_Records_V1_FilingPlanningService.SimpleServiceProtocol {
    let planning: PlanningHandlers
    let plans: FilingPlanHandlers

    func proposeEntries(
        request: Hoso_Records_V1_ProposeEntriesRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ProposeEntriesResponse {
        try await RecordsRPC.translating {
            let plan = try FilingPlan(
                wire: .with {
                    $0.agencyCode = request.agencyCode
                    $0.year = request.year
                    $0.headings = request.headings
                })
            let count = try await self.planning.propose(plan, unit: request.unit, by: request.officerCode)
            return .with { $0.entries = Int32(count) }
        }
    }

    func mergeProposals(
        request: Hoso_Records_V1_MergeProposalsRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_MergeProposalsResponse {
        try await RecordsRPC.translating {
            let (plan, merged, conflicts) = try await self.planning.merge(
                agencyCode: request.agencyCode, year: Int(request.year), by: request.officerCode)
            return .with {
                $0.plan = RecordsWire.message(plan)
                $0.mergedUnits = merged
                $0.conflicts = conflicts.map {
                    "\($0.unit): \($0.refusal.failure.messageVi) / \($0.refusal.failure.messageEn)"
                }
            }
        }
    }

    func copyFilingPlan(
        request: Hoso_Records_V1_CopyFilingPlanRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_CopyFilingPlanResponse {
        try await RecordsRPC.translating {
            let plan = try await self.planning.copy(
                agencyCode: request.agencyCode, from: Int(request.fromYear), to: Int(request.toYear), by: request.officerCode)
            return .with { $0.plan = RecordsWire.message(plan) }
        }
    }

    func amendFilingPlan(
        request: Hoso_Records_V1_AmendFilingPlanRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_AmendFilingPlanResponse {
        try await RecordsRPC.translating {
            let (plan, changes) = try await self.planning.amend(
                to: FilingPlan(wire: request.plan), reason: request.reason, decision: request.decision, by: request.officerCode)
            return .with {
                $0.plan = RecordsWire.message(plan)
                $0.changes = changes.map(Self.message)
            }
        }
    }

    func listAmendments(
        request: Hoso_Records_V1_ListAmendmentsRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ListAmendmentsResponse {
        try await RecordsRPC.translating {
            let amendments = try await self.planning.amendments(agencyCode: request.agencyCode, year: Int(request.year))
            return .with { $0.amendments = amendments.map(Self.message) }
        }
    }

    func importPlanTable(
        request: Hoso_Records_V1_ImportPlanTableRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ImportPlanTableResponse {
        try await RecordsRPC.translating {
            do {
                let (plan, changed, faults) = try await self.planning.importTable(
                    [UInt8](request.csv), agencyCode: request.agencyCode, year: Int(request.year), reason: request.reason,
                    decision: request.decision, by: request.officerCode)
                return .with {
                    if let plan { $0.plan = RecordsWire.message(plan) }
                    $0.changed = changed
                    $0.faults = faults.map { fault in
                        Self.fault(fault.line, fault.column?.rawValue ?? "", fault.place, fault.refusal.failure)
                    }
                }
            } catch let error as SpreadsheetError {
                let failure = HosoFailure(code: .invalidArgument, messageVi: error.messageVi, messageEn: error.messageEn, pointer: "csv")
                return .with { $0.faults = [Self.fault(error.place?.row ?? 1, "", error.place, failure)] }
            }
        }
    }

    func exportPlanTable(
        request: Hoso_Records_V1_ExportPlanTableRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ExportPlanTableResponse {
        try await RecordsRPC.translating {
            guard let format = SpreadsheetFormat(rawValue: request.format.isEmpty ? "csv" : request.format) else {
                throw RecordsRefusal.badValue("format", "csv, xlsx")
            }
            let plan = try await self.plans.find(agencyCode: request.agencyCode, year: Int(request.year))
            // A plan has no time of its own that a reader would look for; the year's first day keeps its bytes the same.
            let bytes = try format.write(PlanTable.sheet(plan), createdAt: UTCInstant(iso8601: "\(plan.year)-01-01T00:00:00Z") ?? .earliest)
            return .with { $0.csv = Data(bytes) }
        }
    }

    private static func message(_ amendment: PlanningStore.Amendment) -> Hoso_Records_V1_PlanAmendment {
        .with {
            $0.notation = amendment.change.notation
            $0.kind = amendment.change.kind.rawValue
            $0.reason = amendment.reason
            $0.decision = amendment.decision
            $0.officerCode = amendment.officerCode
            $0.amendedAt = Google_Protobuf_Timestamp(amendment.amendedAt)
            $0.before = amendment.before
        }
    }

    private static func fault(
        _ line: Int, _ column: String, _ place: CellPlace?, _ failure: HosoFailure
    ) -> Hoso_Records_V1_CellFault {
        .with {
            $0.line = Int32(line)
            $0.column = column
            $0.wordsVi = failure.messageVi
            $0.wordsEn = failure.messageEn
            $0.cell = place?.description ?? ""
        }
    }
}
