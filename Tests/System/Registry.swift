import Foundation
import Testing

/// The people of two agencies of the sample province, who take a document through its life: the sender's with `hosoctl`, the
/// receiver's over HTTP/JSON.
struct Registry: Sendable {
    /// One agency's people.
    struct Office: Sendable {
        let agency: String
        let name: String
        let abbreviation: String
        let leader: String
        let unitHead: String
        let drafter: String
        let clerk: String
        /// Checks the format and gives an opinion.
        let assistant: String

        var people: [String] { [self.leader, self.unitHead, self.drafter, self.clerk, self.assistant] }
    }

    static let sender = Office(
        agency: "H99.11", name: "Sở Nội vụ", abbreviation: "SNV", leader: "HS0005", unitHead: "HS0007", drafter: "HS0008", clerk: "HS0009", assistant: "HS0010")
    static let receiver = Office(
        agency: "H99.12", name: "Sở Xây dựng", abbreviation: "SXD", leader: "HS0011", unitHead: "HS0013", drafter: "HS0014", clerk: "HS0015", assistant: "HS0016")

    let suite: Suite

    /// Enters who does what in both agencies.
    func open() async throws {
        for office in [Self.sender, Self.receiver] {
            let steps = ["draft", "approval", "contentCheck", "signature"].map { #"{"kind":"\#($0)"}"# }
                + [#"{"kind":"formatCheck","officerCodes":["\#(office.assistant)"]}"#]
                + ["number", "seal", "issue"].map { #"{"kind":"\#($0)","officerCodes":["\#(office.clerk)"]}"# }
            let process = """
                {"process":{"agencyCode":"\(office.agency)","version":1,"abbreviation":"\(office.abbreviation)",
                 "units":[{"code":"CM","abbreviation":"CM","headCode":"\(office.unitHead)","memberCodes":["\(office.drafter)"]},
                          {"code":"VP","abbreviation":"VP","headCode":"\(office.assistant)"}],
                 "steps":[\(steps.joined(separator: ","))],"signerCodes":["\(office.leader)"],"readerCodes":["HS0004"]}}
                """
            try await self.documents("process", by: "HS0003", body: process)
            let reception = """
                {"reception":{"agencyCode":"\(office.agency)","version":1,"clerkCodes":["\(office.clerk)"],
                 "directorCodes":["\(office.leader)"],"readerCodes":["HS0004"],
                 "units":[{"code":"CM","headCode":"\(office.unitHead)","memberCodes":["\(office.drafter)"]}]}}
                """
            try await self.documents("reception", by: "HS0003", body: reception)
        }
    }

    /// Does something with documents, as the officer's office does it; the answer must be a success.
    @discardableResult
    func documents(
        _ verb: String, by officer: String, id: String = "", body: String = "{}", key: String = "", query: String = ""
    ) async throws -> HTTPAnswer {
        let answer = try await self.attempt(verb, by: officer, id: id, body: body, key: key, query: query)
        guard (200..<300).contains(answer.status) else { throw SuiteFailure(what: "\(verb) \(query) \(body)", output: answer.body) }
        return answer
    }

    /// Does something with documents; a refusal of `hosoctl` has the status 400.
    private func attempt(
        _ verb: String, by officer: String, id: String, body: String, key: String = "", query: String = ""
    ) async throws -> HTTPAnswer {
        if Self.receiver.people.contains(officer) {
            let route = try #require(DocumentRoute.of(verb), "\(verb)")
            let path = route.path.replacing("ID", with: id) + (query.isEmpty ? "" : "?\(query)")
            return try await self.suite.http(
                route.method, path, json: route.method == "POST" ? body : nil, key: key.isEmpty ? nil : key, officer: officer)
        }
        var arguments = ["documents", verb, "--officer", officer, "--body", body]
        if !id.isEmpty { arguments += ["--id", id] }
        if !key.isEmpty { arguments += ["--key", key] }
        if !query.isEmpty { arguments += ["--query", query] }
        let outcome = try await self.suite.hosoctl(arguments)
        return HTTPAnswer(status: outcome.succeeded ? 200 : 400, body: outcome.output)
    }

    /// Runs a step that must be refused; returns what is said.
    func refused(
        _ verb: String, by officer: String, id: String = "", body: String = "{}", query: String = ""
    ) async throws -> String {
        let answer = try await self.attempt(verb, by: officer, id: id, body: body, query: query)
        #expect(answer.status >= 400, "\(verb) \(query) \(body) should be refused")
        return answer.body
    }

    /// Uploads a small document; returns it as the contract writes files.
    func upload(_ line: String, by officer: String) async throws -> String {
        let path = "\(self.suite.directory)/\(line.filter(\.isLetter)).pdf"
        try Data(SmallPDF.bytes(line)).write(to: URL(fileURLWithPath: path))
        let answer = try await self.suite.http("POST", "/v1/files", file: path, officer: officer)
        let sha256 = try #require(try answer.text("sha256"), "\(answer)")
        let size = try #require(try answer.text("sizeBytes"))
        return #"{"sha256":"\#(sha256)","sizeBytes":\#(size),"mediaType":"application/pdf","name":"van-ban.pdf"}"#
    }

    /// Begins a document as structured text from the template of its type; returns its id.
    func draft(_ office: Office, to recipient: String, _ subject: String, answering incoming: String = "") async throws -> String {
        let content = try await self.content(office, "Hai cơ quan phối hợp kiểm tra trong quý I.")
        let body = """
            {"agencyCode":"\(office.agency)","type":"decision","subject":"\(subject)","secrecy":"SECRECY_LEVEL_NONE","unitCode":"CM",
             "signerCode":"\(office.leader)","recipientCodes":["\(recipient)"],"answersIncomingId":"\(incoming)","body":{"content":\(content)}}
            """
        let answer = try await self.documents("draft", by: office.drafter, body: body, key: "draft-\(office.agency)")
        return try #require(try answer.text("document.id"), "\(answer)")
    }

    /// Submits, approves and checks a version.
    func approve(_ office: Office, _ id: String, version: Int) async throws {
        try await self.documents("step", by: office.drafter, id: id, body: #"{"submit":{}}"#)
        for (kind, officer) in [("approval", office.leader), ("contentCheck", office.unitHead), ("formatCheck", office.assistant)] {
            try await self.documents("step", by: officer, id: id, body: #"{"pass":{"kind":"\#(kind)","version":\#(version)}}"#)
        }
    }

    /// Signs, numbers, seals and issues; returns number and notation.
    func issue(_ office: Office, _ id: String) async throws -> String {
        try await self.sign(office.leader, id)
        let numbered = try await self.documents("step", by: office.clerk, id: id, body: #"{"number":{}}"#)
        try await self.sign(office.clerk, id, "--seal")
        try await self.documents("step", by: office.clerk, id: id, body: #"{"issue":{}}"#)
        return try #require(try numbered.text("document.number.notation"))
    }

    private func sign(_ officer: String, _ id: String, _ more: String...) async throws {
        let image = "\(self.suite.directory)/image.png"
        let png = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAYAAADED76LAAAAGElEQVR4nGNgYDjBgB9DGP9x4KGlACcGAPozVd2rJZxTAAAAAElFTkSuQmCC"
        try #require(Data(base64Encoded: png)).write(to: URL(fileURLWithPath: image))
        let outcome = try await self.suite.hosoctl(
            ["sign-document", "--officer", officer, "--id", id, "--image", image, "--pki", "\(self.suite.directory)/pki"] + more)
        guard outcome.succeeded else { throw SuiteFailure(what: "sign-document \(officer)", output: outcome.output) }
    }

    /// Waits until something waits for an officer of the kind; returns the incoming document.
    func incoming(for officer: String, _ kind: String) async throws -> String {
        var found = ""
        try await self.suite.until("\(kind) for \(officer)") {
            let work = try await self.attempt(
                "incoming-work", by: officer, id: "", body: "{}", query: "officer=\(officer)&kind=\(kind)")
            guard work.status == 200, let match = work.body.firstMatch(of: /"incomingId":"([0-9a-f-]{36})"/) else { return false }
            found = String(match.1)
            return true
        }
        return found
    }

    /// Waits until a recipient is so far.
    func delivered(_ id: String, _ state: String) async throws {
        try await self.suite.until("delivery \(state)") {
            let outcome = try await self.suite.hosoctl(["documents", "show", "--officer", "HS0004", "--id", id])
            return outcome.succeeded && outcome.output.contains(#""state":"\#(state)""#)
        }
    }
}
