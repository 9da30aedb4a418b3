import AsyncHTTPClient
import Foundation

/// What a script does with captures at the gateway. Every method gives the JSON of the answer.
struct CaptureDesk: Sendable {
    let http: HTTPClient
    let base: String
    let officer: String

    /// Begins a capture.
    func start(_ opening: CaptureOpening, key: String) async throws -> String {
        try await self.post("/v1/captures", opening, key: key)
    }

    /// Adds files one after the other, each once: the digest is the key.
    ///
    /// - Parameter replaced: Place of the page that is scanned again; nil = the pages are added at the end.
    func add(_ files: [String], to capture: String, replacing replaced: Int? = nil) async throws -> String {
        let page = try await replaced.asyncMap { try await self.pages(of: capture).page($0).id }
        var answer = ""
        for path in files {
            let blob = try await self.upload(path)
            let key = "\(blob.sha256)\(page.map { "/\($0)" } ?? "")"
            answer = try await self.post("/v1/captures/\(capture)/files", AddedFile(file: blob, replacesPageId: page), key: key)
        }
        return answer
    }

    /// Changes order or turn of the pages, or takes some out; somebody else's change in between is refused by the service.
    func arrange(
        _ capture: String, _ change: (CapturePages) throws(CapturePages.Fault) -> CapturePages.Arrangement
    ) async throws -> String {
        let pages = try await self.pages(of: capture)
        return try await self.post("/v1/captures/\(capture)/arrange", try change(pages))
    }

    /// Makes one paper of the pages.
    func bind(_ capture: String, declaredPages: Int) async throws -> String {
        try await self.post("/v1/captures/\(capture)/bind", ["declaredPages": declaredPages])
    }

    /// Gives a capture up.
    func cancel(_ capture: String) async throws -> String { try await self.send("/v1/captures/\(capture)/abandon", body: []) }

    /// Shows a capture.
    func show(_ capture: String) async throws -> String { try await self.send("/v1/captures/\(capture)", body: nil) }

    /// Shows the open captures of an agency.
    func list(agency: String) async throws -> String { try await self.send("/v1/captures?agencyCode=\(agency)", body: nil) }

    /// The paper a capture became.
    func paper(of capture: String) async throws -> String {
        guard let paper = try await self.pages(of: capture).paperId else {
            throw CommandFailure(
                Words("Lần sao chụp này chưa được ghép thành giấy tờ", "this capture is not bound yet"),
                mend: Words("chạy `hosoctl capture bind`", "run `hosoctl capture bind`"), exitCode: .stepFailed)
        }
        return paper
    }

    private struct AddedFile: Encodable {
        let file: Gateway.Blob
        let replacesPageId: String?
    }

    private func pages(of capture: String) async throws -> CapturePages {
        let answer = try await self.show(capture)
        do {
            return try JSONDecoder().decode(CapturePagesAnswer.self, from: Data(answer.utf8)).capture
        } catch {
            throw CommandFailure(
                Words("Gateway trả lời không đúng dạng", "the gateway's answer is not what was agreed: \(error)"), exitCode: .stepFailed)
        }
    }

    private func upload(_ path: String) async throws -> Gateway.Blob {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure(
                Words("Không đọc được tệp \(path)", "the file \(path) cannot be read: \(error.localizedDescription)"), exitCode: .badFile)
        }
        let client = GatewayClient(http: self.http, base: self.base, console: .standard)
        return try await client.upload([UInt8](bytes), mediaType: "application/octet-stream", officer: self.officer)
    }

    private func post(_ path: String, _ body: some Encodable, key: String? = nil) async throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try await self.send(path, key: key, body: [UInt8](try encoder.encode(body)))
    }

    private func send(_ path: String, key: String? = nil, body: [UInt8]?) async throws -> String {
        try await DocumentsCall(base: self.base, path: path, officer: self.officer, key: key, body: body).send(self.http)
    }
}

extension Optional {
    /// Changes the value when there is one.
    fileprivate func asyncMap<Changed>(_ change: (Wrapped) async throws -> Changed) async throws -> Changed? {
        guard let self else { return nil }
        return try await change(self)
    }
}

extension CaptureDesk {
    /// A line of a paper's progress.
    private struct Line: Decodable, Sendable {
        struct Paper: Decodable, Sendable {
            let state: String
        }

        let paper: Paper
        let pagesDone: Int
        let pagesTotal: Int
    }

    /// Follows a paper until recognition is done, over cuts of the connection.
    ///
    /// - Returns: The JSON of the paper as it then stands.
    /// - Throws: ``CommandFailure`` when the gateway stays away.
    func progress(ofPaper paper: String) async throws -> String {
        let client = GatewayClient(http: self.http, base: self.base, console: .standard)
        var patience = Patience(console: .standard)
        while true {
            var state = "received"
            _ = try await client.lines("/v1/papers/\(paper)/progress", as: Line.self) { line in
                Console.standard.error("\(line.pagesDone)/\(line.pagesTotal) \(line.paper.state)")
                state = line.paper.state
                patience = Patience(console: .standard)
                return state == "received"
            }
            if state != "received" { return try await self.send("/v1/papers/\(paper)", body: nil) }
            // Cut, or nobody there: whoever is patient asks again.
            let reason = Words("chưa nhận dạng xong", "recognition is not done")
            guard try await patience.wait(because: reason) else {
                throw CommandFailure(Words("Đã chờ quá lâu", "waited too long: run the command again"), exitCode: .unavailable)
            }
        }
    }
}
