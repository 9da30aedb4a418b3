import Clocks
import Foundation
import GRPCCore
import HosoProto
import RecordsDomain
import ServiceKit
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
                        Self.fault(fault.line, fault.column?.rawValue ?? "", fault.refusal.failure)
                    }
                }
            } catch let fault as TableText.Fault {
                return .with { $0.faults = [Self.fault(fault.line, "", fault.failure)] }
            }
        }
    }

    func exportPlanTable(
        request: Hoso_Records_V1_ExportPlanTableRequest, context: ServerContext
    ) async throws -> Hoso_Records_V1_ExportPlanTableResponse {
        try await RecordsRPC.translating {
            let plan = try await self.plans.find(agencyCode: request.agencyCode, year: Int(request.year))
            return .with { $0.csv = Data(TableText.write(PlanTable.rows(plan))) }
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

    private static func fault(_ line: Int, _ column: String, _ failure: HosoFailure) -> Hoso_Records_V1_CellFault {
        .with {
            $0.line = Int32(line)
            $0.column = column
            $0.wordsVi = failure.messageVi
            $0.wordsEn = failure.messageEn
        }
    }
}

extension TableText.Fault {
    /// The line it stands in; 1 when it is the whole file.
    fileprivate var line: Int {
        switch self {
        case .openQuote(let line), .afterQuote(let line), .controlCharacter(let line): line
        case .tooLarge, .notUTF8, .tooManyRows: 1
        }
    }

    /// The fault as told to a caller.
    fileprivate var failure: HosoFailure {
        let words: (vi: String, en: String) =
            switch self {
            case .tooLarge(let limit): ("Tệp lớn hơn \(limit) byte.", "The file has more than \(limit) bytes.")
            case .notUTF8: ("Tệp không phải UTF-8; hãy lưu dưới dạng CSV UTF-8.", "The file is not UTF-8: save it as CSV UTF-8.")
            case .openQuote: ("Dấu ngoặc kép không được đóng.", "A quoted cell never ends.")
            case .afterQuote: ("Có ký tự thừa sau dấu ngoặc kép.", "Something follows a closing quote.")
            case .tooManyRows(let limit): ("Bảng dài hơn \(limit) dòng.", "The table has more than \(limit) rows.")
            case .controlCharacter: ("Có ký tự điều khiển.", "There is a control character.")
            }
        return HosoFailure(code: .invalidArgument, messageVi: words.vi, messageEn: words.en, pointer: "csv")
    }
}
