import Foundation
import Testing

/// A desk that has opened one dossier and now sends what it should not.
struct Desk: Sendable {
    let suite: Suite
    let dossierID: String
    let dossierCode: String

    /// The body that opens a dossier.
    static func opening(procedure: String = "9.000201", owner: String = "Trần Thùy Mẫn") -> String {
        """
        {"procedureCode": "\(procedure)", "owner": {"id": "097324861809", "name": "\(owner)"}, "channel": "desk",
         "receivingAgencyCode": "H99.21", "components": [{"code": "TP02", "originals": 1, "copies": 0}], "secrecy": "none"}
        """
    }

    static func open(_ suite: Suite) async throws -> Desk {
        let answer = try await suite.http("POST", "/v1/dossiers", json: Self.opening(), key: "desk-1")
        return Desk(
            suite: suite, dossierID: try #require(try answer.text("dossier.id"), "\(answer)"),
            dossierCode: try #require(try answer.text("dossier.code")))
    }

    /// The same key gives the same answer, however often and at once; with another body it is a conflict.
    func checkRepetition() async throws {
        let answers = try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
            for _ in 0..<4 {
                group.addTask { try await self.suite.http("POST", "/v1/dossiers", json: Self.opening(), key: "desk-1") }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for answer in answers {
            #expect(answer.status == 201)
            #expect(try answer.text("dossier.id") == self.dossierID)
        }

        let other = try await self.suite.http("POST", "/v1/dossiers", json: Self.opening(owner: "Trần Thùy Mai"), key: "desk-1")
        #expect(other.status == 422)
        #expect(try other.text("code") == "keyReused" && other.text("mender") == "caller")
    }

    func checkUnknownProcedure() async throws {
        let answer = try await self.suite.http("POST", "/v1/dossiers", json: Self.opening(procedure: "9.999999"), key: "desk-2")

        #expect(answer.status == 404)
        #expect(try answer.text("code") == "notFound" && answer.text("mender") == "caller")
        #expect(try answer.text("detail")?.contains("thủ tục") == true && answer.body.contains("\"/procedureCode\""))
    }

    /// Uploads that are refused before anything is kept.
    func checkUploads() async throws {
        let scan = "\(self.suite.root)/Tests/Fixtures/samples/06-birth.jpg"
        let announced = try await self.suite.http(
            "POST", "/v1/files", file: scan, headers: ["Content-Length: 99999999999"])
        #expect(announced.status == 413, "\(announced)")
        #expect(try announced.text("detail")?.contains("giới hạn") == true)

        let empty = try await self.suite.http("POST", "/v1/files", file: "/dev/null")
        #expect(empty.status == 422)
        #expect(try empty.text("code") == "badFile" && empty.text("mender") == "caller")

        let nobody = try await self.suite.http("POST", "/v1/files", file: scan, officer: nil)
        #expect(nobody.status == 400)
        #expect(nobody.body.contains("X-Hoso-Officer"))
    }

    /// Every hostile scan is refused with a reason and advice, none stops the others, and the recognition lives on.
    func checkHostileScans() async throws {
        var scans = [
            ("encrypted.pdf", "encrypted"), ("encrypted-owner.pdf", "encrypted"), ("flate-bomb.pdf", "damagedFile"),
            ("page-loop.pdf", "damagedFile"), ("pixel-flood.pdf", "tooLarge"), ("pixel-flood.png", "tooLarge"),
            ("short.png", "damagedFile"), ("short-samples.pdf", "damagedFile"),
        ].map { (path: "\(self.suite.root)/Tests/Fixtures/hostile/\($0.0)", reason: $0.1) }
        let whole = try Data(contentsOf: URL(fileURLWithPath: "\(self.suite.root)/Tests/Fixtures/samples/06-birth.jpg"))
        scans.append((try self.write("cut.jpg", whole.prefix(whole.count / 3)), "damagedFile"))
        scans.append((try self.write("page.html", Data("<html><script>alert(1)</script></html>".utf8)), "wrongFileType"))
        scans.append((try self.write("program.pdf", Data("\u{7F}ELF\u{2}\u{1}\u{1}".utf8)), "wrongFileType"))

        var papers: [(id: String, scan: String, reason: String)] = []
        for (number, scan) in scans.enumerated() {
            papers.append((try await self.capture(scan.path, number), scan.path, scan.reason))
        }
        for paper in papers {
            try await self.suite.until("\(paper.scan) is judged") {
                try await self.suite.http("GET", "/v1/papers/\(paper.id)").text("paper.state") != "received"
            }
            let answer = try await self.suite.http("GET", "/v1/papers/\(paper.id)")
            #expect(try answer.text("paper.state") == "refused", "\(paper.scan)")
            #expect(answer.body.contains("\"reason\":\"\(paper.reason)\""), "\(paper.scan): \(answer.body)")
            #expect(answer.body.contains("\"adviceVi\":\"") && answer.body.contains("Hãy "), "\(paper.scan)")
        }
        let page = try await self.suite.http("GET", "/ho-so/\(self.dossierCode)")
        #expect(page.status == 200 && !page.body.contains("<script>"))
    }

    private func write(_ name: String, _ data: Data) throws -> String {
        let path = "\(self.suite.directory)/\(name)"
        try data.write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Uploads a scan and hands it in; returns the paper.
    private func capture(_ path: String, _ number: Int) async throws -> String {
        let upload = try await self.suite.http("POST", "/v1/files", file: path)
        try #require(upload.status == 201, "\(path): \(upload)")
        let order = """
            {"dossierId": "\(self.dossierID)", "dossierCode": "\(self.dossierCode)", "componentCode": "TP02",
             "paperTypeCode": "birth", "role": "component", "ownerId": "097324861809", "agencyCode": "H99.21",
             "declaredPages": 1, "secrecy": "none", "scan": \(upload.body), "title": "<script>alert(\(number))</script>"}
            """
        let answer = try await self.suite.http("POST", "/v1/papers", json: order, key: "paper-\(number)")
        return try #require(try answer.text("paper.id"), "\(path): \(answer)")
    }
}
