import Foundation

/// Capturing and storing papers.
extension Demo {
    private struct Capture: Encodable {
        var dossierId: String
        var dossierCode: String
        var componentCode: String
        var paperTypeCode: String
        var role: String
        var ownerId: String
        var agencyCode: String
        var declaredPages = 1
        var secrecy = "none"
        var scan: Gateway.Blob
        var title: String
    }

    private struct Confirmation: Encodable {
        struct Field: Encodable {
            var name: String
            var value: String
        }

        var fields: [Field]
    }

    /// One paper of the play and who handles it.
    private struct Part {
        let name: String
        let scan: DemoCast.Scan
        let component: String
        let role: String
        let title: String
        let officer: String
    }

    private var blurred: Part {
        Part(
            name: "blurred", scan: self.cast.blurredScan, component: self.cast.component, role: "component",
            title: self.cast.componentTitle, officer: self.cast.desk)
    }

    private var component: Part {
        Part(
            name: "component", scan: self.cast.componentScan, component: self.cast.component, role: "component",
            title: self.cast.componentTitle, officer: self.cast.desk)
    }

    private var result: Part {
        Part(
            name: "result", scan: self.cast.resultScan, component: self.cast.result, role: "result",
            title: self.cast.resultTitle, officer: self.cast.section)
    }

    func captureBlurred() async throws {
        let paper = try await self.capture(self.blurred)
        guard paper.state == "refused" else {
            throw self.failed(
                "Bản quét mờ không bị từ chối (trạng thái \(paper.state))", "the blurred scan was not refused (state \(paper.state))")
        }
        for finding in paper.findings ?? [] {
            self.show(
                Words(
                    "Từ chối: \(finding.reason ?? "?") – \(finding.measured ?? "") (cần \(finding.demanded ?? "")). \(finding.adviceVi ?? "")",
                    finding.adviceEn ?? "refused"))
        }
    }

    func captureComponent() async throws { _ = try await self.captureGood(self.component) }

    func signComponent() async throws { try await self.sign("component", officer: self.cast.desk) }

    func storeComponent() async throws { try await self.store(self.component) }

    func digitizeResult() async throws {
        _ = try await self.captureGood(self.result)
        try await self.sign("result", officer: self.cast.section)
        try await self.store(self.result)
    }

    /// The paper as it now stands.
    func paper(_ id: String) async throws -> Gateway.Paper {
        try await self.gateway.get("/v1/papers/\(id)", as: Gateway.PaperAnswer.self).paper
    }

    private func captureGood(_ part: Part) async throws -> Gateway.Paper {
        let paper = try await self.capture(part)
        guard paper.state != "refused", let copy = paper.eCopy else {
            let why = (paper.findings ?? []).compactMap(\.adviceVi).joined(separator: " ")
            throw self.failed("Bản quét bị từ chối: \(why)", "the scan was refused (state \(paper.state))")
        }
        self.show(
            Words(
                "Đạt chất lượng: \(paper.pages ?? 0) trang, độ tin cậy nhận dạng \(paper.meanConfidence ?? 0)%; PDF/A hai lớp",
                "good quality: two-layer PDF/A"))
        self.look("/v1/files/\(copy.sha256)-\(copy.sizeBytes.value)")
        return paper
    }

    private func capture(_ part: Part) async throws -> Gateway.Paper {
        guard let dossier = self.journal["dossier.id"], let code = self.journal["dossier.code"] else {
            throw self.failed("Thiếu mã hồ sơ trong nhật ký", "the journal has no dossier")
        }
        let path = "\(self.samples)/\(part.scan.file)"
        guard let scan = FileManager.default.contents(atPath: path) else {
            throw self.failed("Không có bản quét mẫu \(path) (--samples)", "there is no sample scan \(path)")
        }
        let blob = try await self.gateway.upload(Array(scan), mediaType: part.scan.mediaType, officer: part.officer)
        self.show(Words("Đã tải lên \(part.scan.file), \(scan.count / 1024) KiB, SHA-256 \(blob.sha256.prefix(12))…", "uploaded"))
        let order = Capture(
            dossierId: dossier, dossierCode: code, componentCode: part.component, paperTypeCode: self.cast.paperType,
            role: part.role, ownerId: self.cast.owner.id, agencyCode: self.cast.agency, scan: blob, title: part.title)
        let answer: Gateway.PaperAnswer = try await self.gateway.post(
            "/v1/papers", order, officer: part.officer, key: self.journal.key("capture-\(part.name)"))
        try self.journal.remember("\(part.name).paper", answer.paper.id)
        return try await self.follow(answer.paper)
    }

    /// Shows progress until the background work is done.
    private func follow(_ received: Gateway.Paper) async throws -> Gateway.Paper {
        let begin = ContinuousClock.now
        let path = "/v1/papers/\(received.id)/progress"
        // A worker that died mid-page leaves its job to another only when its lease ends.
        let what = Words("kiểm tra chất lượng và nhận dạng chữ", "quality gate and recognition")
        return try await self.await(what, limit: .seconds(900)) {
            let now = try await self.paper(received.id)
            guard now.state == "received" else { return now }
            _ = try await self.gateway.lines(path, as: Gateway.PaperAnswer.self) { step in
                let seconds = begin.duration(to: .now).components.seconds
                self.console.passing(
                    "      … nhận dạng / recognising: trang/page \(step.pagesDone ?? 0)/\(step.pagesTotal ?? 0), \(seconds) s")
                return step.paper.state == "received"
            }
            let later = try await self.paper(received.id)
            return later.state == "received" ? nil : later
        }
    }

    private func store(_ part: Part) async throws {
        guard let id = self.journal["\(part.name).paper"] else {
            throw self.failed("Thiếu giấy tờ trong nhật ký", "the journal has no paper")
        }
        let signed = try await self.await(Words("số hóa ghi nhận chữ ký", "digitization takes note of the signature")) {
            let paper = try await self.paper(id)
            return paper.state == "captured" ? nil : paper
        }
        if signed.state == "signed" { try await self.confirm(id, part) } else { self.showDoneBefore() }
        let stored = try await self.await(Words("kho lưu giấy tờ", "the repository stores the paper")) {
            let paper = try await self.paper(id)
            return paper.state == "stored" ? paper : nil
        }
        self.show(
            Words(
                "coded → stored: mã kết quả số hóa \(stored.resultCode?.code ?? "?"); chỉ lúc này mới tính là đã số hóa",
                "stored, and only now digitized"))
    }

    private func confirm(_ id: String, _ part: Part) async throws {
        let proposals: Gateway.Fields = try await self.gateway.post("/v1/papers/\(id)/extract", officer: part.officer)
        let fields = proposals.fields ?? []
        let paper = try PrintedPaper(scan: "\(self.samples)/\(part.scan.file)")
        self.show(Words("Máy đề xuất \(fields.count) trường; cán bộ đối chiếu với giấy:", "proposed fields, compared with the paper:"))
        let confirmed = fields.map { field -> Confirmation.Field in
            let value = paper.value(of: field.name, proposed: field.value)
            let mark = value == field.value ? "" : "  ✎ sửa thành/corrected to: \(value)"
            self.console.line("        \(field.name) = \(field.value) (\(field.confidence ?? 0)%)\(mark)")
            return Confirmation.Field(name: field.name, value: value)
        }
        // A colleague looks where fields of such a paper are doubtful: then the first confirmation leaves it signed (R30).
        for officer in [part.officer, part.officer == self.cast.desk ? self.cast.section : self.cast.desk] {
            let state = try await self.confirm(id, Confirmation(fields: confirmed), officer)
            self.show(
                Words(
                    "Cán bộ \(officer) xác nhận (ở đây được mô phỏng); trạng thái \(state)",
                    "confirmed by a person, simulated here"))
            if state != "signed" { return }
        }
    }

    /// Confirms for one person; returns the state of the paper afterwards.
    private func confirm(_ id: String, _ confirmation: Confirmation, _ officer: String) async throws -> String {
        let answer: Gateway.PaperAnswer = try await self.gateway.post("/v1/papers/\(id)/confirm", confirmation, officer: officer)
        return answer.paper.state
    }
}
