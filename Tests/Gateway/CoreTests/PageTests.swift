import Clocks
import Foundation
import GRPCCore
import HosoProto
import SwiftProtobuf
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(10))) struct PageTests {
    private typealias Intake = Hoso_Intake_V1_IntakeService.Method

    @Test func `the journey shows steps, verdict, record and downloads`() async throws {
        try await EdgeRig.run(Samples.script()) { rig in
            let page = try await rig.get("/ho-so/\(Samples.code)")

            #expect(page.status == 200)
            #expect(page.headers["content-security-policy"]?.contains("unsafe") == false)
            for text in [
                "<html lang=\"vi\">", "Hồ sơ \(Samples.code)", "Đang xử lý", "Đã số hóa và lưu kho", "Chữ ký hợp lệ",
                "bao trùm toàn bộ tệp", "Đã kết thúc: hoàn chỉnh", "70 năm", "giay-tiep-nhan", "Phòng Đăng ký kinh doanh",
                "Đến nội dung chính", "05/03/2026 09:00", "079•••••••89", "scope=\"col\"", "<caption>",
            ] { #expect(page.body.contains(text), "\(text)") }
            #expect(page.body.components(separatedBy: "class=\"done\"").count == 7)
            #expect(!page.body.contains("079123456789"))
            #expect(!page.body.contains("<script"))
            #expect(!page.body.contains("style="))
        }
    }

    @Test func `pages name agencies, officers and reasons, and show the bare code when the directory is silent`() async throws {
        typealias Directory = Hoso_Directory_V1_DirectoryService.Method
        let script = Samples.script()
        script.on(Intake.GetDossier.descriptor) { (_: Hoso_Intake_V1_GetDossierRequest) in
            var detail = Samples.detail
            detail.dossier.components[0].exemptionCode = "presentedOnly"
            return detail
        }
        try await EdgeRig.run(script) { rig in
            let page = try await rig.get("/ho-so/\(Samples.code)")
            #expect(page.body.contains("<dd>H99.12</dd>"))
            #expect(page.body.contains("lý do miễn số hóa: presentedOnly"))
        }
        script.on(Directory.ListAgencies.descriptor) { (request: Hoso_Directory_V1_ListAgenciesRequest) in
            Hoso_Directory_V1_ListAgenciesResponse.with { response in
                // The agency stands on the second page of the list.
                let code = request.afterCode.isEmpty ? "H99.11" : "H99.12"
                response.agencies = [.with { $0.code = code; $0.name = "Sở Thử nghiệm \(code)" }]
                response.nextAfterCode = request.afterCode.isEmpty ? code : ""
            }
        }
        script.on(Directory.GetPerson.descriptor) { (request: Hoso_Directory_V1_GetPersonRequest) in
            Hoso_Directory_V1_GetPersonResponse.with { $0.person.fullName = "Cán bộ \(request.officerCode)" }
        }
        script.on(Directory.ListCodes.descriptor) { (_: Hoso_Directory_V1_ListCodesRequest) in
            Hoso_Directory_V1_ListCodesResponse.with { $0.entries = [.with { $0.code = "presentedOnly"; $0.name = "Chỉ xuất trình" }] }
        }
        try await EdgeRig.run(script) { rig in
            let page = try await rig.get("/ho-so/\(Samples.code)")
            let report = try await rig.get("/bao-cao?thang=2026-03&co-quan=H99.12")

            #expect(page.body.contains("<dd>Sở Thử nghiệm H99.12 (H99.12)</dd>"))
            #expect(page.body.contains("Cán bộ CC001 (CC001)"))
            #expect(page.body.contains("lý do miễn số hóa: Chỉ xuất trình"))
            #expect(report.body.contains("Sở Thử nghiệm H99.12 (H99.12)</option>"))
        }
    }

    @Test func `R22 a signed paper has three of its six steps behind it`() async throws {
        try await EdgeRig.run(Samples.script(.signed)) { rig in
            let page = try await rig.get("/ho-so/\(Samples.code)")

            #expect(page.body.components(separatedBy: "class=\"done\"").count == 4)
            #expect(page.body.contains("Đã ký số, chờ bóc tách"))
        }
    }

    @Test func `V-14 V-19 the report shows beside the rates what each desk has and lacks`() async throws {
        let script = Samples.script()
        script.on(Hoso_Digitization_V1_DeskService.Method.ListDesks.descriptor) { (request: Hoso_Digitization_V1_ListDesksRequest) in
            Hoso_Digitization_V1_ListDesksResponse.with {
                $0.desks = [
                    .with {
                        $0.agencyCode = request.agencyCode
                        $0.desk = "Quầy 1"
                        $0.people = 3
                        $0.trained = 1
                        $0.lacks = [.scanner, .training]
                    }
                ]
            }
        }
        try await EdgeRig.run(script) { rig in
            let page = try await rig.get("/bao-cao?thang=2026-03&co-quan=H99.12")

            #expect(page.status == 200)
            #expect(page.body.contains("thiếu: máy quét, tập huấn"))
            #expect(page.body.contains("3 (đã tập huấn 1, có chữ ký số 0)"))
        }
    }

    @Test func `a paper in recognition says which page is being read`() async throws {
        let script = Samples.script(.received)
        script.on(Hoso_Digitization_V1_DeskService.Method.ListProgress.descriptor) { (_: Hoso_Digitization_V1_ListProgressRequest) in
            Hoso_Digitization_V1_ListProgressResponse.with {
                $0.papers = [
                    .with {
                        $0.paperID = Samples.paper(.received).id
                        $0.pagesDone = 2
                        $0.pagesTotal = 12
                        $0.isRunning = true
                        $0.attempt = 1
                    }
                ]
            }
        }
        try await EdgeRig.run(script) { rig in
            let page = try await rig.get("/ho-so/\(Samples.code)")

            #expect(page.status == 200)
            #expect(page.body.contains("trang 3/12"))
        }
    }

    @Test(arguments: ["<script>alert(1)</script>", "\"\u{301} autofocus onfocus=alert(1) x=\"", "{{title}}{{{title}}}", "</title><b>"])
    func `names are text, never markup`(name: String) async throws {
        let script = Samples.script()
        script.on(Intake.GetDossier.descriptor) { (_: Hoso_Intake_V1_GetDossierRequest) in
            Hoso_Intake_V1_GetDossierResponse.with {
                $0.dossier = Samples.dossier(ownerName: name)
                $0.dossier.procedureName = name
                $0.dossier.components[0].name = name
            }
        }
        script.on(Hoso_Digitization_V1_DigitizationService.Method.ListPapers.descriptor) {
            (_: Hoso_Digitization_V1_ListPapersRequest) in
            Hoso_Digitization_V1_ListPapersResponse.with { $0.papers = [Samples.paper(.stored, title: name)] }
        }
        try await EdgeRig.run(script) { rig in
            let page = try await rig.get("/ho-so/\(Samples.code)")

            #expect(page.status == 200)
            #expect(!Self.holds("<script".utf8, in: page.body))
            #expect(!Self.holds("<b>".utf8, in: page.body))
            // A quote with a combining mark is one character and still a quote for a browser.
            #expect(!Self.holds([0x22, 0xCC, 0x81], in: page.body))
            if name.hasPrefix("{{") { #expect(page.body.contains(name)) }
        }
    }

    private static func holds(_ bytes: some Collection<UInt8>, in text: String) -> Bool {
        let (text, bytes) = (Array(text.utf8), Array(bytes))
        return text.indices.contains { text[$0...].starts(with: bytes) }
    }

    @Test func `a silent service takes a part of the page away, not the page`() async throws {
        let script = Script(methods: PublicMethods.all)
        script.on(Intake.GetDossier.descriptor) { (_: Hoso_Intake_V1_GetDossierRequest) in Samples.detail }
        try await EdgeRig.run(script) { rig in
            let page = try await rig.get("/ho-so/\(Samples.code)")

            #expect(page.status == 200)
            #expect(page.body.contains("Tạm thời không đọc được tình trạng số hóa"))
            #expect(page.body.contains("Tạm thời không đọc được hồ sơ công việc"))
        }
    }

    @Test func `R77 the list shows no whole identity number and no name`() async throws {
        try await EdgeRig.run(Samples.script()) { rig in
            let page = try await rig.get("/")

            #expect(page.status == 200)
            #expect(page.body.contains("/ho-so/\(Samples.code)"))
            #expect(page.body.contains("079•••••••89"))
            #expect(!page.body.contains("079123456789"))
            #expect(!page.body.contains("Nguyễn Thị Ánh"))
            #expect(page.body.contains("href=\"/bao-cao\""))
        }
    }

    @Test func `R63 a denominator of zero is neither 0 nor 100 percent`() async throws {
        try await EdgeRig.run(Samples.script()) { rig in
            let page = try await rig.get("/bao-cao?thang=2026-03&co-quan=H99.12")
            let json = try await rig.get("/v1/reports/2026/3?agency=H99.12")
            let figures = try #require(try json.json()["figures"] as? [[String: Any]])

            #expect(page.status == 200)
            for text in [
                "không áp dụng", "85,7 %", "1.234", "05/03/2026 09:00:00 (UTC+7)", "<option value=\"2026-03\" selected>",
                "<option value=\"H99.12\" selected>",
                "href=\"/bao-cao/digitizedDossiers/numerator?thang=2026-03&amp;co-quan=H99.12\"",
            ] { #expect(page.body.contains(text), "\(text)") }
            #expect(figures[0]["ratio"] as? Double == 6.0 / 7.0)
            #expect(figures[1]["denominator"] as? Int == 0)
            #expect(figures[1]["ratio"] == nil)
            #expect(figures[2]["denominator"] == nil)
        }
    }

    @Test func `evidence leads to the dossiers behind a number`() async throws {
        let script = Samples.script()
        script.on(Hoso_Reporting_V1_ReportingService.Method.GetEvidence.descriptor) { (_: Hoso_Reporting_V1_GetEvidenceRequest) in
            Hoso_Reporting_V1_GetEvidenceResponse.with {
                $0.items = [
                    .with {
                        $0.code = Samples.code
                        $0.id = Data(Samples.id.bytes)
                        $0.eventID = Data(Samples.id.bytes)
                    }
                ]
                $0.nextAfterCode = Samples.code
            }
        }
        try await EdgeRig.run(script) { rig in
            let page = try await rig.get("/bao-cao/digitizedDossiers/numerator?thang=2026-03&co-quan=")

            #expect(page.status == 200)
            #expect(page.body.contains("href=\"/ho-so/\(Samples.code)\""))
            #expect(page.body.contains("Hồ sơ đã số hóa"))
            #expect(page.body.contains("sau=\(Samples.code)"))
        }
    }

    @Test func `the search field leads to the dossier and nowhere else`() async throws {
        try await EdgeRig.run { rig in
            let found = try await rig.get("/tra-cuu?ma=+H99.12-260305-0001+")
            let strange = try await rig.get("/tra-cuu?ma=%0d%0aLocation:%20http://evil.example")
            let slashes = try await rig.get("/tra-cuu?ma=//evil.example")

            #expect(found.status == 303)
            #expect(found.headers["location"] == "/ho-so/H99.12-260305-0001")
            #expect(strange.status == 400)
            #expect(strange.headers["location"] == nil)
            #expect(slashes.headers["location"] == "/ho-so/%2F%2Fevil.example")
        }
    }

    @Test func `a failure on a page is a page`() async throws {
        try await EdgeRig.run { rig in
            let page = try await rig.get("/ho-so/x%3Cscript%3E")

            #expect(page.status == 400)
            #expect(page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(page.body.contains("Mã yêu cầu"))
        }
    }

    /// Writes the pages for a person to look at when `HOSO_TEST_PAGES` names a folder.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["HOSO_TEST_PAGES"] != nil))
    func `pages are written for looking at`() async throws {
        let folder = try #require(ProcessInfo.processInfo.environment["HOSO_TEST_PAGES"])
        try await EdgeRig.run(Samples.script(.signed)) { rig in
            for (name, path) in [("home", "/"), ("dossier", "/ho-so/\(Samples.code)"), ("report", "/bao-cao?thang=2026-03"), ("kieu.css", "/kieu.css")] {
                let page = try await rig.get(path)
                let file = name.hasSuffix("css") ? "\(folder)/\(name)" : "\(folder)/\(name).html"
                try Data(page.body.replacing("\"/kieu.css\"", with: "\"kieu.css\"").utf8).write(to: URL(fileURLWithPath: file))
            }
        }
    }
}
