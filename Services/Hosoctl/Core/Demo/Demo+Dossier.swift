import Foundation

/// Opening, accepting and moving dossiers.
extension Demo {
    private struct Preparation: Encodable {
        var procedureCode: String
        var owner: Gateway.Owner
    }

    private struct Opening: Encodable {
        struct Component: Encodable {
            var code: String
            var originals: Int
            var copies: Int
            var reuseDocumentId: String?
            var repeatReason: String?
        }

        var procedureCode: String
        var owner: Gateway.Owner
        var channel = "desk"
        var receivingAgencyCode: String
        var components: [Component]
        var secrecy = "none"
    }

    private struct Acceptance: Encodable {
        var expectedVersion: Int64
    }

    private struct StatusChange: Encodable {
        var expectedVersion: Int64
        var status: String
        var note: String?
    }

    /// Statuses in the order in which the demonstration reaches them.
    private static let way = ["registered", "accepted", "inProgress", "processed", "resultReturned"]

    func prepare() async throws {
        let prepared = try await self.askWhatIsHeld()
        let procedure = prepared.procedure
        self.show(Words("Thủ tục \(self.cast.procedure): \(procedure.name ?? "")", "owner \(self.cast.owner.id)"))
        for component in procedure.components ?? [] {
            let needed = component.required == true ? "bắt buộc/required" : "nếu có/optional"
            self.console.line("        \(component.code) \(component.name ?? "") (\(needed))")
        }
        self.showOffers(prepared)
        // Decided once: a repeated opening under the same key must say the same.
        if self.journal["dossier.held"] == nil {
            let isHeld = prepared.reuseOffers?.contains { $0.componentCode == self.cast.component } ?? false
            try self.journal.remember("dossier.held", isHeld ? "1" : "0")
        }
    }

    func openDossier() async throws {
        let component = Opening.Component(code: self.cast.component, originals: 1, copies: 0, repeatReason: self.journal["dossier.held"] == "1" ? "voluntary" : nil)
        try await self.open("dossier", component)
    }

    func accept() async throws {
        let dossier = try await self.accept("dossier")
        self.show(Words("Hạn trả kết quả: \(Self.vietnamTime(dossier.dueAt))", "due"))
        if let receipt = dossier.receipt {
            self.show(Words("Giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu số 01)", "receipt slip, form 01"))
            self.look("/v1/files/\(receipt.sha256)-\(receipt.sizeBytes.value)")
        }
        let answer = try await self.gateway.get("/v1/dossiers/\(dossier.id)", as: Gateway.DossierAnswer.self)
        for handover in answer.handovers ?? [] {
            self.show(
                Words(
                    "Bàn giao ngay: \(handover.fromOfficerCode ?? "") → \(handover.toSection ?? "") lúc \(Self.vietnamTime(handover.handedAt))",
                    "handed over at once"))
        }
        try await self.move("dossier", to: "inProgress", officer: self.cast.section)
        self.look("/ho-so/\(dossier.code)")
    }

    func returnResult() async throws {
        try await self.move("dossier", to: "processed", officer: self.cast.section)
        try await self.move("dossier", to: "resultReturned", officer: self.cast.desk)
    }

    func reuse() async throws {
        if self.journal["second.reuse"] == nil {
            let offer = try await self.await(Words("kho đề nghị tái sử dụng", "an offer to reuse")) {
                let prepared = try await self.askWhatIsHeld()
                return prepared.reuseOffers?.first { $0.componentCode == self.cast.component }
            }
            self.show(
                Words("Kho đã có «\(offer.title ?? "")», mã \(offer.resultCode), từ hồ sơ \(offer.sourceDossierCode ?? "")", "offered for reuse"))
            try self.journal.remember("second.reuse", offer.documentId)
        }
        let component = Opening.Component(
            code: self.cast.component, originals: 0, copies: 0, reuseDocumentId: self.journal["second.reuse"])
        try await self.open("second", component)
        let dossier = try await self.accept("second")
        let filled = dossier.components?.first { $0.code == self.cast.component }
        self.show(
            Words(
                "Thành phần \(self.cast.component): \(filled?.digitization ?? "?"), mã \(filled?.resultCode ?? "?"); công dân không nộp giấy nào",
                "no paper was asked for"))
        self.look("/ho-so/\(dossier.code)")
    }

    private func askWhatIsHeld() async throws -> Gateway.Prepared {
        try await self.gateway.post(
            "/v1/dossiers:prepare", Preparation(procedureCode: self.cast.procedure, owner: self.cast.owner),
            officer: self.cast.desk)
    }

    private func showOffers(_ prepared: Gateway.Prepared) {
        let offers = prepared.reuseOffers ?? []
        guard !offers.isEmpty else {
            self.show(Words("Kho chưa có giấy tờ nào của chủ hồ sơ dùng lại được", "nothing of this owner can be reused yet"))
            return
        }
        for offer in offers {
            self.show(
                Words("Có thể tái sử dụng \(offer.componentCode): \(offer.title ?? ""), mã \(offer.resultCode)", "can be reused"))
        }
        self.show(Words("Lần này vẫn nộp bản giấy mới để xem trọn quy trình", "this time a new paper is brought, to show the whole way"))
    }

    private func open(_ name: String, _ component: Opening.Component) async throws {
        let opening = Opening(
            procedureCode: self.cast.procedure, owner: self.cast.owner, receivingAgencyCode: self.cast.agency,
            components: [component])
        let answer: Gateway.DossierAnswer = try await self.gateway.post(
            "/v1/dossiers", opening, officer: self.cast.desk, key: self.journal.key("open-\(name)"))
        if answer.replayed == true { self.showDoneBefore() }
        try self.journal.remember("\(name).id", answer.dossier.id)
        try self.journal.remember("\(name).code", answer.dossier.code)
        self.show(Words("Mã hồ sơ \(answer.dossier.code)", "dossier code"))
    }

    private func accept(_ name: String) async throws -> Gateway.Dossier {
        try await self.reach(name, "accepted") { dossier in
            try await self.gateway.post(
                "/v1/dossiers/\(dossier.id)/accept", Acceptance(expectedVersion: dossier.version.value),
                officer: self.cast.desk, as: Gateway.DossierAnswer.self
            ).dossier
        }
    }

    private func move(_ name: String, to status: String, officer: String) async throws {
        let dossier = try await self.reach(name, status) { dossier in
            let change = StatusChange(expectedVersion: dossier.version.value, status: status)
            return try await self.gateway.post(
                "/v1/dossiers/\(dossier.id)/status", change, officer: officer, as: Gateway.DossierAnswer.self
            ).dossier
        }
        self.show(Words("Trạng thái: \(Self.statusName(dossier.status))", "status \(dossier.status)"))
    }

    /// Looks at a dossier, and does something only while it has not reached a status.
    private func reach(
        _ name: String, _ status: String, _ act: (Gateway.Dossier) async throws -> Gateway.Dossier
    ) async throws -> Gateway.Dossier {
        let wanted = Self.way.firstIndex(of: status) ?? 0
        guard let id = self.journal["\(name).id"] else {
            throw self.failed("Thiếu mã hồ sơ trong nhật ký", "the journal has no dossier")
        }
        var attempts = 0
        while true {
            let dossier = try await self.gateway.get("/v1/dossiers/\(id)", as: Gateway.DossierAnswer.self).dossier
            if let now = Self.way.firstIndex(of: dossier.status), now >= wanted { return dossier }
            do {
                return try await act(dossier)
            } catch let refusal as GatewayRefusal where refusal.isConflict && attempts < 5 {
                attempts += 1
                self.show(Words("hồ sơ vừa thay đổi, xem lại", "the dossier changed meanwhile, looking again"))
            }
        }
    }

    private static func statusName(_ status: String) -> String {
        switch status {
        case "registered": "Mới đăng ký"
        case "accepted": "Được tiếp nhận"
        case "inProgress": "Đang xử lý"
        case "processed": "Đã xử lý xong"
        case "resultReturned": "Đã trả kết quả"
        default: status
        }
    }
}
