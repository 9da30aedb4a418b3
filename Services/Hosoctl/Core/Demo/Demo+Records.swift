import Foundation

/// Work records, search and the report.
extension Demo {
    private struct Closing: Encodable {
        var expectedVersion: Int64
        var confirmedRetentionYears: Int
    }

    func closeRecord() async throws {
        guard let code = self.journal["dossier.code"] else {
            throw self.failed("Thiếu mã hồ sơ trong nhật ký", "the journal has no dossier")
        }
        let closed = try await self.await(Words("hồ sơ công việc đủ giấy tờ", "the work record gets its papers")) {
            try await self.tryToClose(dossier: code)
        }
        self.show(
            Words(
                "\(closed.fileCode) \(closed.title ?? ""): hoàn chỉnh, \(closed.documentCount ?? 0) tài liệu, bảo quản \(Self.retention(closed))",
                "complete"))
    }

    /// Closes the record; the last paper or status may still be on its way to it, so a refusal is asked about again.
    private func tryToClose(dossier code: String) async throws -> Gateway.Record? {
        do {
            let path = "/v1/records?dossier=\(Self.escaped(code))"
            let found = try await self.gateway.get(path, as: Gateway.RecordAnswer.self).record
            if found.state == "closed" { return found }
            return try await self.gateway.post(
                "/v1/records/\(found.id)/close",
                Closing(expectedVersion: found.version.value, confirmedRetentionYears: found.retentionYears ?? 0),
                officer: self.cast.section, as: Gateway.RecordAnswer.self
            ).record
        } catch let refusal as GatewayRefusal where refusal.isConflict || refusal.status == 404 {
            self.console.passing("      … \(refusal.sentence)")
            return nil
        }
    }

    func search() async throws {
        for words in [self.cast.searchWords.0, self.cast.searchWords.1] {
            let answer = try await self.gateway.get(
                "/v1/documents?q=\(Self.escaped(words))&owner=\(self.cast.owner.id)&limit=5", as: Gateway.Documents.self)
            let documents = answer.documents ?? []
            guard !documents.isEmpty else {
                throw self.failed("Không tìm thấy gì với «\(words)»", "nothing was found for «\(words)»")
            }
            self.show(Words("«\(words)»: \(documents.count) tài liệu", "documents found"))
            for document in documents {
                self.console.line(
                    "        \(document.title ?? "") – \(document.resultCode ?? "") – hồ sơ/dossier \(document.dossierCode ?? "")")
            }
        }
    }

    func rememberFigures() async throws {
        if self.journal["figures"] == nil {
            let figures = try await self.figures()
            try self.journal.remember("figures", String(decoding: JSONEncoder().encode(figures), as: UTF8.self))
        }
        for figure in try self.figuresBefore() { self.console.line("        \(Self.text(figure))") }
    }

    func showFigures() async throws {
        let before = Dictionary(try self.figuresBefore().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        // The report follows the events; the closed record is the last of them.
        let after = try await self.await(Words("báo cáo nhận các sự kiện cuối", "the report takes in the last events")) {
            let now = try await self.figures()
            let moved = now.filter { before[$0.name] != $0 }
            let isSettled = try await self.isSettled(now)
            return moved.isEmpty || !isSettled ? nil : now
        }
        for figure in after {
            guard let old = before[figure.name], old != figure else {
                if before[figure.name] == nil { self.console.line("      ↑ \(Self.text(figure))") }
                continue
            }
            self.console.line("      ↑ \(Self.text(figure))  (trước/before: \(Self.number(old)))")
        }
        self.look("/bao-cao?\(self.month.query)&co-quan=\(self.cast.agency)")
    }

    /// Whether the figures stay the same for a moment.
    private func isSettled(_ figures: [Gateway.Figure]) async throws -> Bool {
        try await Task.sleep(for: .seconds(2))
        return try await self.figures() == figures
    }

    private func figures() async throws -> [Gateway.Figure] {
        let answer = try await self.gateway.get(
            "/v1/reports/\(self.month.path)?agency=\(self.cast.agency)", as: Gateway.Figures.self)
        return answer.figures ?? []
    }

    private func figuresBefore() throws(CommandFailure) -> [Gateway.Figure] {
        try Self.figures(kept: self.journal["figures"], in: self.journal.path)
    }

    /// The figures a journal keeps; none when it keeps nothing yet.
    ///
    /// - Throws: ``CommandFailure`` with exit code 65 when what is kept are no figures.
    static func figures(kept text: String?, in path: String) throws(CommandFailure) -> [Gateway.Figure] {
        guard let text else { return [] }
        do {
            return try JSONDecoder().decode([Gateway.Figure].self, from: Data(text.utf8))
        } catch {
            throw CommandFailure(
                Words("Số liệu ghi trong \(path) bị hỏng", "the figures kept in \(path) are damaged: \(error)"),
                mend: Words("chạy `hosoctl demo --new`", "run `hosoctl demo --new`"), exitCode: .badFile)
        }
    }

    private static func text(_ figure: Gateway.Figure) -> String {
        "\(figure.titleVi ?? figure.name) / \(figure.titleEn ?? figure.name): \(Self.number(figure))"
    }

    private static func number(_ figure: Gateway.Figure) -> String {
        figure.denominator.map { "\(figure.numerator.value)/\($0.value)" } ?? "\(figure.numerator.value)"
    }

    private static func retention(_ record: Gateway.Record) -> String {
        record.retentionYears.map { $0 == 0 ? "vĩnh viễn" : "\($0) năm" } ?? "?"
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}
