import Clocks
import Foundation
import GRPCCore
import HosoProto
import Postgres
import RecordsDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Records

/// Filing plans from proposal to amendment, on a real PostgreSQL.
@Suite(.timeLimit(.minutes(10))) struct PlanningTests {
    private func calls(_ desk: RecordDesk) -> PlanningRPC {
        PlanningRPC(
            planning: PlanningHandlers(postgres: desk.client, clock: desk.clock, identifiers: desk.identifiers),
            plans: FilingPlanHandlers(postgres: desk.client, clock: desk.clock))
    }

    private func proposal(
        _ unit: String, _ notation: String, title: String = "Giao đất", year: Int32 = 2027
    ) -> Hoso_Records_V1_ProposeEntriesRequest {
        .with {
            $0.agencyCode = RecordDesk.agency
            $0.year = year
            $0.unit = unit
            $0.officerCode = "CB01"
            $0.headings = [
                .with {
                    $0.ordinal = "I"
                    $0.title = "Tổng hợp"
                    $0.entries = [
                        .with {
                            $0.notation = notation
                            $0.title = title
                            $0.retentionYears = 10
                            $0.creator = unit
                        }
                    ]
                }
            ]
        }
    }

    @Test func `R42 units propose, the draft takes what fits and names what contradicts`() async throws {
        try await RecordDesk.with { desk in
            let calls = self.calls(desk)
            _ = try await calls.proposeEntries(request: self.proposal("Văn phòng", "01.TH"), context: .test)
            _ = try await calls.proposeEntries(request: self.proposal("Địa chính", "02.DD"), context: .test)
            _ = try await calls.proposeEntries(request: self.proposal("Tư pháp", "01.TH", title: "Khác"), context: .test)
            let merging = Hoso_Records_V1_MergeProposalsRequest.with {
                $0.agencyCode = RecordDesk.agency
                $0.year = 2027
                $0.officerCode = "CB01"
            }

            let first = try await calls.mergeProposals(request: merging, context: .test)
            _ = try await calls.proposeEntries(request: self.proposal("Tư pháp", "03.TP"), context: .test)
            let second = try await calls.mergeProposals(request: merging, context: .test)

            #expect(Set(first.mergedUnits) == ["Văn phòng", "Địa chính"] || Set(first.mergedUnits) == ["Tư pháp", "Địa chính"])
            #expect(first.conflicts.count == 1)
            #expect(second.conflicts.isEmpty || second.mergedUnits == ["Tư pháp"])
            #expect(second.plan.headings.flatMap(\.entries).map(\.notation).contains("03.TP"))
        }
    }

    @Test func `R42 an approved plan takes no proposals and no table without a decision`() async throws {
        try await RecordDesk.with { desk in
            let calls = self.calls(desk)
            await #expect(throws: (any Error).self) {
                try await calls.proposeEntries(request: self.proposal("Văn phòng", "09.TH", year: 2026), context: .test)
            }
            let csv = try await calls.exportPlanTable(
                request: .with {
                    $0.agencyCode = RecordDesk.agency
                    $0.year = 2026
                }, context: .test
            ).csv
            let changed = Data(String(decoding: csv, as: UTF8.self).replacing("5 năm", with: "10 năm").utf8)
            var request = Hoso_Records_V1_ImportPlanTableRequest.with {
                $0.agencyCode = RecordDesk.agency
                $0.year = 2026
                $0.csv = changed
                $0.officerCode = "CB01"
            }
            let undecided = request
            await #expect(throws: (any Error).self) { try await calls.importPlanTable(request: undecided, context: .test) }
            request.reason = "Theo Thông tư mới về thời hạn"
            request.decision = "15/QĐ-UBND"

            let amended = try await calls.importPlanTable(request: request, context: .test)
            let again = try await calls.importPlanTable(request: request, context: .test)
            let history = try await calls.listAmendments(
                request: .with {
                    $0.agencyCode = RecordDesk.agency
                    $0.year = 2026
                }, context: .test)

            #expect(amended.changed && !again.changed)
            #expect(amended.plan.state == .inForce)
            #expect(amended.plan.headings.first?.entries.first?.retentionYears == 10)
            // The table has no column for contracts: the entry keeps its own.
            #expect(amended.plan.headings.first?.entries.first?.contract.documents.map(\.code) == ["QD"])
            #expect(history.amendments.map(\.kind) == ["changed"])
            #expect(history.amendments.first?.decision == "15/QĐ-UBND")
            #expect(history.amendments.first?.before.contains("5 năm") == true)
        }
    }

    @Test func `R42 an amendment keeps the ordinals of entries and refuses to drop one in use`() async throws {
        try await RecordDesk.with { desk in
            let first = try await desk.open()
            let calls = self.calls(desk)
            let header = PlanTable.Column.allCases.map(\.rawValue).joined(separator: ",")
            let table = { (rows: String) in
                Hoso_Records_V1_ImportPlanTableRequest.with {
                    $0.agencyCode = RecordDesk.agency
                    $0.year = 2026
                    $0.csv = Data("\(header)\n\(rows)\n".utf8)
                    $0.reason = "Bổ sung danh mục hồ sơ"
                    $0.decision = "16/QĐ-UBND"
                    $0.officerCode = "CB01"
                }
            }

            await #expect(throws: (any Error).self) {
                try await calls.importPlanTable(request: table("I,Tổng hợp,02.TH,Khác,5 năm,Văn phòng,"), context: .test)
            }
            _ = try await calls.importPlanTable(
                request: table("I,Tổng hợp,01.TH,Ban hành quyết định,5 năm,Văn phòng,\n,,02.TH,Khác,5 năm,Văn phòng,"), context: .test)
            let second = try await desk.open()

            #expect(first.fileCode == "H99.12.2026.01.TH-0001")
            #expect(second.fileCode == "H99.12.2026.01.TH-0002")
        }
    }

    @Test func `R42 a table at fault changes nothing and names each cell`() async throws {
        try await RecordDesk.with { desk in
            let header = PlanTable.Column.allCases.map(\.rawValue).joined(separator: ",")
            let answer = try await self.calls(desk).importPlanTable(
                request: .with {
                    $0.agencyCode = RecordDesk.agency
                    $0.year = 2028
                    $0.csv = Data("\(header)\nI,Tổng hợp,1,Kế hoạch,mãi,Văn phòng,\n".utf8)
                    $0.officerCode = "CB01"
                }, context: .test)
            let broken = try await self.calls(desk).importPlanTable(
                request: .with {
                    $0.agencyCode = RecordDesk.agency
                    $0.year = 2028
                    $0.csv = Data([0xFF, 0xFE])
                    $0.officerCode = "CB01"
                }, context: .test)

            #expect(answer.faults.map(\.column) == ["Thời hạn bảo quản", "Số và ký hiệu HS"])
            #expect(answer.faults.map(\.line) == [2, 2])
            #expect(answer.faults.map(\.cell) == ["E2", "C2"])
            #expect(!answer.hasPlan && !answer.changed)
            #expect(broken.faults.count == 1)
            let plans = try await desk.client.query("SELECT year FROM filing_plans WHERE year = 2028").count
            #expect(plans == 0)
        }
    }

    @Test func `R42 the plan goes out as a workbook and comes back without a change`() async throws {
        try await RecordDesk.with { desk in
            let calls = self.calls(desk)
            let export = Hoso_Records_V1_ExportPlanTableRequest.with {
                $0.agencyCode = RecordDesk.agency
                $0.year = 2026
                $0.format = "xlsx"
            }
            let workbook = try await calls.exportPlanTable(request: export, context: .test).csv
            let back = try await calls.importPlanTable(
                request: .with {
                    $0.agencyCode = RecordDesk.agency
                    $0.year = 2026
                    $0.csv = workbook
                    $0.reason = "Xem lại, không đổi gì"
                    $0.decision = "17/QĐ-UBND"
                    $0.officerCode = "CB01"
                }, context: .test)
            var other = export
            other.format = "ods"
            let unknown = other

            #expect(workbook.starts(with: [0x50, 0x4B]))
            #expect(back.faults.isEmpty && !back.changed && back.hasPlan)
            await #expect(throws: (any Error).self) { try await calls.exportPlanTable(request: unknown, context: .test) }
        }
    }

    @Test func `R42 next year is copied once and never over another draft`() async throws {
        try await RecordDesk.with { desk in
            let calls = self.calls(desk)
            let copying = Hoso_Records_V1_CopyFilingPlanRequest.with {
                $0.agencyCode = RecordDesk.agency
                $0.fromYear = 2026
                $0.toYear = 2027
                $0.officerCode = "CB01"
            }

            let copy = try await calls.copyFilingPlan(request: copying, context: .test)
            let again = try await calls.copyFilingPlan(request: copying, context: .test)

            #expect(copy.plan.state == .draft)
            #expect(copy.plan.headings.first?.entries.first?.contract.documents.map(\.code) == ["QD"])
            #expect(copy == again)
            _ = try await calls.proposeEntries(request: self.proposal("Văn phòng", "09.TH"), context: .test)
            _ = try await calls.mergeProposals(
                request: .with {
                    $0.agencyCode = RecordDesk.agency
                    $0.year = 2027
                    $0.officerCode = "CB01"
                }, context: .test)
            await #expect(throws: (any Error).self) { try await calls.copyFilingPlan(request: copying, context: .test) }
        }
    }
}
