import Clocks
import Foundation
import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(10))) struct KeepingTests {
    private typealias Keeping = Hoso_Records_V1_RecordKeepingService.Method
    private typealias Planning = Hoso_Records_V1_FilingPlanningService.Method

    private static func day(_ text: String) -> Hoso_Common_V1_Day {
        VietnamDate(iso8601: text).map { Hoso_Common_V1_Day($0) } ?? .init()
    }

    private static func backlog() -> Hoso_Records_V1_GetBacklogResponse {
        .with {
            $0.agencies = [("H99.12", 100, 95), ("H99.21", 50, 10), ("H99.22", 50, 20)].map { code, created, complete in
                .with {
                    $0.agencyCode = code
                    $0.created = Int64(created)
                    $0.complete = Int64(complete)
                    $0.excluded = 3
                }
            }
            $0.total = .with {
                $0.created = 200
                $0.complete = 125
                $0.excluded = 9
            }
            $0.kinds = [.with { $0.name = "notClosed"; $0.tasks = 40; $0.records = 40 }]
            $0.people = [.with { $0.name = "CB07"; $0.tasks = 40; $0.overdue = 2; $0.records = 40 }]
            $0.closedInWindow = 28
            $0.openedInWindow = 0
            $0.windowDays = 28
            $0.today = Self.day("2026-03-05")
            $0.forecast = Self.day("2026-05-19")
        }
    }

    private static func script() -> Script {
        let script = Samples.script()
        script.on(Keeping.GetBacklog.descriptor) { (_: Hoso_Records_V1_GetBacklogRequest) in Self.backlog() }
        script.on(Keeping.ListTasks.descriptor) { (_: Hoso_Records_V1_ListTasksRequest) in
            Hoso_Records_V1_ListTasksResponse.with {
                $0.tasks = [
                    .with {
                        $0.fileCode = "H99.12.2026.01.TH-0001"
                        $0.recordTitle = "Hồ sơ <b>quyết định</b>"
                        $0.incompleteness = .with {
                            $0.kind = "documentMissing"
                            $0.sentenceVi = "thiếu «Quyết định»: cần 1, mới có 0; CB07 khắc phục, hạn 01/03/2026"
                            $0.officerCode = "CB07"
                            $0.dueOn = Self.day("2026-03-01")
                        }
                    }
                ]
            }
        }
        script.on(Hoso_Directory_V1_DirectoryService.Method.ListAgencies.descriptor) { (_: Hoso_Directory_V1_ListAgenciesRequest) in
            Hoso_Directory_V1_ListAgenciesResponse.with {
                $0.agencies = [
                    .with { $0.code = "H99.12"; $0.name = "Sở Tư pháp"; $0.level = .department },
                    .with { $0.code = "H99.21"; $0.name = "UBND xã A"; $0.level = .commune },
                    .with { $0.code = "H99.22"; $0.name = "UBND xã B"; $0.level = .commune },
                ]
            }
        }
        return script
    }

    @Test func `H-16 R64 the page tells by level, agency, reason and person why records are not complete`() async throws {
        try await EdgeRig.run(Self.script()) { rig in
            let page = try await rig.get("/ho-so-cong-viec")

            #expect(page.status == 200)
            for text in [
                "<strong>75</strong> hồ sơ chưa hoàn chỉnh", "hết tồn đọng vào ngày 19/05/2026", "Cấp tỉnh (sở, ban, ngành)", "90 %",
                "Cấp xã", "30 %", "Sở Tư pháp (H99.12)", "Đã đủ, chưa kết thúc hồ sơ", "/ho-so-cong-viec?co-quan=H99.21&amp;can-bo=",
                "thiếu «Quyết định»: cần 1, mới có 0", "01/03/2026 <strong>quá hạn</strong>", "Hồ sơ &lt;b&gt;quyết định&lt;/b&gt;",
            ] { #expect(page.body.contains(text), "\(text)") }
            #expect(!page.body.contains("<script") && !page.body.contains("style="))
        }
    }

    @Test func `H-04 a backlog that never ends is called so`() async throws {
        let script = Self.script()
        script.on(Keeping.GetBacklog.descriptor) { (_: Hoso_Records_V1_GetBacklogRequest) in
            var answer = Self.backlog()
            answer.clearForecast()
            return answer
        }
        try await EdgeRig.run(script) { rig in
            let page = try await rig.get("/ho-so-cong-viec")

            #expect(page.body.contains("Theo nhịp hiện nay tồn đọng sẽ không bao giờ hết."))
        }
    }

    @Test func `backlog and tasks are answered as JSON`() async throws {
        try await EdgeRig.run(Self.script()) { rig in
            let backlog = try await rig.get("/v1/backlog?agency=H99.12")
            let tasks = try await rig.get("/v1/tasks?officer=CB07&overdue=1")

            #expect(backlog.status == 200 && tasks.status == 200)
            #expect(backlog.body.contains("\"incomplete\":75"))
            #expect(backlog.body.contains("\"forecast\":\"2026-05-19\""))
            #expect(tasks.body.contains("\"officer\":\"CB07\""))
        }
    }

    @Test func `R42 a plan is downloaded as a table`() async throws {
        let script = Self.script()
        script.on(Planning.ExportPlanTable.descriptor) { (request: Hoso_Records_V1_ExportPlanTableRequest) in
            Hoso_Records_V1_ExportPlanTableResponse.with { $0.csv = Data("a,\(request.format)\r\n".utf8) }
        }
        try await EdgeRig.run(script) { rig in
            let table = try await rig.get("/v1/filing-plans/H99.12/2026/table")
            let bad = try await rig.get("/v1/filing-plans/H99.12/26/table")

            #expect(table.status == 200)
            #expect(table.headers["content-type"] == "text/csv; charset=utf-8")
            #expect(table.body == "a,csv\r\n")
            let workbook = try await rig.get("/v1/filing-plans/H99.12/2026/table?format=xlsx")
            #expect(workbook.body == "a,xlsx\r\n" && workbook.headers["content-type"]?.hasSuffix("spreadsheetml.sheet") == true)
            #expect(workbook.headers["content-disposition"] == "attachment; filename=\"danh-muc-ho-so-2026.xlsx\"")
            #expect(try await rig.get("/v1/filing-plans/H99.12/2026/table?format=ods").status == 400)
            #expect(bad.status == 400)
        }
    }
}
