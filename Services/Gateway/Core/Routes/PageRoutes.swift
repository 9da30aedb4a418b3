import Clocks
import Foundation
import GRPCCore
import GatewayDomain
import HosoProto
import SwiftProtobuf
import Hummingbird
import NIOCore

/// The pages.
struct PageRoutes: Sendable {
    let backend: Backend
    let pages: PageRenderer
    let clock: any UTCClock
    let targets: LevelTargets

    func add(to router: EdgeRouter) {
        self.get(router, "/", self.home)
        self.get(router, "/tra-cuu", self.lookup)
        self.get(router, "/ho-so/{code}", self.dossier)
        self.get(router, "/giay-to/{id}", self.paper)
        self.get(router, "/ho-so-cong-viec", self.backlog)
        self.get(router, "/bao-cao", self.report)
        self.get(router, "/bao-cao/{figure}/{side}", self.evidence)
        self.get(router, "/chu-ky-so", self.signatures)
        router.get("/kieu.css") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "public, max-age=3600"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: Stylesheet.text)))
        }
    }

    private func get(
        _ router: EdgeRouter, _ path: RouterPath, _ answer: @escaping @Sendable (RequestInput) async throws -> Response
    ) {
        router.get(path) { request, context in try await answer(RequestInput(request: request, context: context)) }
    }

    private func home(_ input: RequestInput) async throws -> Response {
        let after = try input.query(["sau"]).identifier("sau")
        async let names = DirectoryNames.load(from: self.backend)
        let answer = try await self.backend.intake.listDossiers(
            .with {
                $0.limit = 20
                $0.afterDossierID = Data(after?.bytes ?? [])
            }, options: Backend.usual)
        return self.pages.page("home", HomePage(answer, names: await names))
    }

    /// The search field: straight to the dossier's page. Spaces around a scanned code do no harm.
    private func lookup(_ input: RequestInput) async throws -> Response {
        let code = try input.query(["ma"]).text("ma").filter { !$0.isWhitespace }
        guard HeaderText.isCode(code) else {
            throw RequestInput.fault("Mã hồ sơ", .malformed, "hãy nhập mã như trên giấy tiếp nhận", "a dossier code")
        }
        return Response(status: .seeOther, headers: [.location: "/ho-so/\(PagePath.segment(code))"])
    }

    private func dossier(_ input: RequestInput) async throws -> Response {
        _ = try input.query([])
        let code = try input.code("code")
        return self.pages.page("dossier", DossierPage(try await DossierJourney.load(code, from: self.backend)))
    }

    /// What was read on a paper, for the person who confirms it.
    private func paper(_ input: RequestInput) async throws -> Response {
        _ = try input.query([])
        let id = Data(try input.identifier("id").bytes)
        let paper = try await self.backend.digitization.getPaper(.with { $0.paperID = id }, options: Backend.usual).paper
        let isAwaited = PaperPage.awaitsConfirmation(paper.state)
        let reading = isAwaited ? try await self.backend.digitization.extractFields(.with { $0.paperID = id }, options: Backend.slow) : nil
        return self.pages.page("paper", PaperPage(paper, reading: reading))
    }

    /// Records that are not complete, by agency and person, each with its reason.
    private func backlog(_ input: RequestInput) async throws -> Response {
        let query = try input.query(["co-quan", "can-bo", "sau"])
        let (agency, officer) = (try query.code("co-quan"), try query.code("can-bo"))
        let after = try query.identifier("sau")
        let backlog = try await self.backend.keeping.getBacklog(.with { $0.agencyCode = agency }, options: Backend.usual)
        let tasks = try await self.backend.keeping.listTasks(
            .with {
                $0.agencyCode = agency
                $0.officerCode = officer
                $0.limit = 50
                $0.afterTaskID = Data(after?.bytes ?? [])
            }, options: Backend.usual)
        let officers = Set(tasks.tasks.map(\.incompleteness.officerCode) + backlog.people.map(\.name)).filter(HeaderText.isCode)
        let names = await DirectoryNames.load(officers: officers, from: self.backend)
        let page = BacklogPage(backlog, tasks, agency: agency, officer: officer, targets: self.targets, names: names)
        return self.pages.page("backlog", page)
    }

    private func report(_ input: RequestInput) async throws -> Response {
        let query = try input.query(["thang", "co-quan"])
        let today = self.clock.now().vietnamDate
        let month = try Self.month(query, today: today)
        let agency = try query.code("co-quan")
        async let names = DirectoryNames.load(from: self.backend)
        async let desks = self.desks(agency)
        let answer = try await self.figures(month, agency)
        return self.pages.page(
            "report", ReportPage(answer, desks: await desks, month: month, agency: agency, today: today, names: await names))
    }

    /// What the desks have to work with, beside the rates; without an answer the page says only the rates.
    private func desks(_ agency: String) async -> [Hoso_Digitization_V1_DeskEquipment] {
        do {
            return try await self.backend.desk.listDesks(.with { $0.agencyCode = agency }, options: Backend.page).desks
        } catch {
            return []
        }
    }

    private func figures(_ month: ReportMonth, _ agency: String) async throws -> Hoso_Reporting_V1_GetFiguresResponse {
        try await self.backend.reporting.getFigures(
            .with {
                $0.agencyCode = agency
                $0.year = Int32(month.year)
                $0.month = Int32(month.month)
            }, options: Backend.usual)
    }

    private func evidence(_ input: RequestInput) async throws -> Response {
        let query = try input.query(["thang", "co-quan", "sau"])
        let month = try Self.month(query, today: self.clock.now().vietnamDate)
        let (figure, agency) = (try input.code("figure"), try query.code("co-quan"))
        guard let side = WireForm.value(try input.path("side"), of: Hoso_Reporting_V1_EvidenceSide.self) else {
            throw Problem.noRoute
        }
        let after = try query.code("sau")
        async let figures = self.figures(month, agency)
        async let names = DirectoryNames.load(from: self.backend)
        let answer = try await self.backend.reporting.getEvidence(
            .with {
                $0.figure = figure
                $0.side = side
                $0.agencyCode = agency
                $0.year = Int32(month.year)
                $0.month = Int32(month.month)
                $0.afterCode = after
            }, options: Backend.usual)
        let title = try await figures.figures.first { $0.name == figure }?.titleVi ?? figure
        let page = EvidencePage(
            answer, figure: figure, figureTitle: title, side: side, month: month, agency: agency, names: await names)
        return self.pages.page("evidence", page)
    }

    private func signatures(_ input: RequestInput) async throws -> Response {
        let organization = try input.query(["co-quan"]).text("co-quan")
        async let signers = self.backend.signing.listSigners(.with { $0.organization = organization }, options: Backend.usual)
        async let waiting = self.backend.signing.listWaitingDocuments(.init(), options: Backend.usual)
        async let owed = self.backend.signing.listSignatureUpkeep(.init(), options: Backend.usual)
        let page = try await SignaturesPage(
            signers: signers, waiting: waiting, owed: owed, organization: organization, now: self.clock.now())
        return self.pages.page("signatures", page)
    }

    private static func month(_ query: QueryInput, today: VietnamDate) throws -> ReportMonth {
        let text = try query.text("thang")
        guard !text.isEmpty else { return ReportMonth(today) }
        guard let month = ReportMonth(text) else {
            throw RequestInput.fault("query:thang", .malformed, "tháng như 2026-11", "a month such as 2026-11")
        }
        return month
    }
}
