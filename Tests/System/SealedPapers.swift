import AuthoritySupport
import Foundation
import PKI

/// An agency whose certificate comes from the authorities of the tests, and its copies to be sealed.
struct SealedPapers: Sendable {
    static let agency = "H99.21"

    let suite: Suite
    let services: TestServices
    /// What the papers are called in lists.
    let key = "BS-2026-0001"
    private let signer: SoftwareKeySigner

    init(suite: Suite, services: TestServices) throws {
        self.suite = suite
        self.services = services
        self.signer = try services.signer("agency", key: "p256")
    }

    /// Lets signing trust the authorities and ask this timestamp authority, and enters the agency's certificate.
    func enter(timestamps: String) async throws {
        let folder = self.suite.directory
        let files = FileManager.default
        try files.createDirectory(atPath: "\(folder)/config", withIntermediateDirectories: true)
        let own = try String(contentsOfFile: "\(folder)/pki/root.pem", encoding: .utf8)
        try Data((own + "\n" + self.services.certificate("root").pem).utf8).write(to: URL(fileURLWithPath: "\(folder)/config/trust.pem"))
        let settings = """
            export HOSO_SIGNING_TRUST_ANCHORS=\(folder)/config/trust.pem
            export HOSO_SIGNING_TIMESTAMP_AUTHORITIES=tsa=\(timestamps)/tsa
            export HOSO_SIGNING_UPKEEP_PAUSE_SECONDS=0.2 HOSO_SIGNING_AUTHORITY_TIMEOUT_SECONDS=45 HOSO_SIGNING_LEVEL_PATIENCE_SECONDS=50

            """
        try Data(settings.utf8).write(to: URL(fileURLWithPath: "\(folder)/config/signing.env"))
        try await self.suite.restart("signing")

        let chain = try self.services.certificate("agency").pem + "\n" + self.services.certificate("interm").pem
        try Data(chain.utf8).write(to: URL(fileURLWithPath: "\(folder)/pki/agencies/\(Self.agency).crt"))
        let loaded = try await self.suite.hosoctl(
            "load", "--province", "\(self.suite.root)/deploy/sample-province", "--pki", "\(folder)/pki")
        guard loaded.succeeded else { throw SuiteFailure(what: "load", output: loaded.output) }
    }

    /// Uploads a small paper, signs it as an organisation's copy and completes it; returns the answer.
    func sign(_ line: String) async throws -> HTTPAnswer {
        let path = "\(self.suite.directory)/\(line.filter(\.isLetter)).pdf"
        try Data(SmallPDF.bytes(line)).write(to: URL(fileURLWithPath: path))
        let upload = try await self.suite.http("POST", "/v1/files", file: path, officer: Self.agency)
        guard upload.status == 201 else { throw SuiteFailure(what: "upload", output: "\(upload)") }
        let id = UUID().uuidString.lowercased()
        let digest = self.signer.certificate.sha256.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let order = """
            {"document": \(upload.body), "profile": "organisation-copy", "certificateSha256": "\(digest)",
             "subject": {"kind": "records.copy", "id": "\(id)", "key": "\(self.key)"}}
            """
        let prepared = try await self.suite.http("POST", "/v1/signatures", json: order, key: "copy-\(id)", officer: Self.agency)
        guard let request = try prepared.text("requestId"), let text = try prepared.text("digest"), let bytes = Data(base64Encoded: text) else {
            throw SuiteFailure(what: "prepare", output: "\(prepared)")
        }
        let value = try self.signer.sign(digest: Array(bytes), scheme: .ecdsaP256SHA256)
        let body = #"{"signature": "\#(Data(value).base64EncodedString())"}"#
        let completed = try await self.suite.http("POST", "/v1/signatures/\(request)/complete", json: body, officer: Self.agency)
        guard completed.status == 200 else { throw SuiteFailure(what: "complete", output: "\(completed)") }
        return completed
    }

    /// Judges a completed paper offline, as an outsider with the root alone.
    func judge(_ completed: HTTPAnswer) async throws -> Suite.Outcome {
        guard let sha256 = try completed.text("signedDocument.sha256"), let size = try completed.text("signedDocument.sizeBytes") else {
            throw SuiteFailure(what: "complete", output: "\(completed)")
        }
        let folder = self.suite.directory
        let fetched = try await self.suite.run(
            "/usr/bin/curl", ["-fsS", "-m", "60", "-H", "X-Hoso-Officer: \(Self.agency)", "-o", "\(folder)/judged.pdf",
                try await self.suite.gatewayURL() + "/v1/files/\(sha256)-\(size)"])
        guard fetched.succeeded else { throw SuiteFailure(what: "GET the file", output: fetched.output) }
        try Data(self.services.certificate("root").pem.utf8).write(to: URL(fileURLWithPath: "\(folder)/outside.pem"))
        return try await self.suite.hosoctl("verify-pdf", "\(folder)/judged.pdf", "--trust", "\(folder)/outside.pem")
    }
}
