import ArgumentParser
import AsyncHTTPClient
import Foundation

/// Drives the life of documents from a script: one verb, one request, the answer as JSON.
struct DocumentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "documents",
        abstract: "Văn bản đi và văn bản đến, từng bước / outgoing and incoming documents, step by step.",
        discussion: """
            Nội dung là JSON của hợp đồng documents.proto, incoming.proto; @TỆP đọc từ tệp.
            The body is the JSON of the contract; @FILE reads it from a file.
            hosoctl documents step --officer HS0007 --id UUID --body '{"pass":{"kind":"contentCheck","version":1}}'
            """)

    @Argument(help: "Việc / what: \(DocumentsVerb.allCases.map(\.rawValue).joined(separator: ", ")).")
    var verb: DocumentsVerb
    @Option(help: "Mã công chức thực hiện / acting officer.")
    var officer: String
    @Option(help: "Văn bản / document, UUID.")
    var id = ""
    @Option(help: "JSON, hoặc @TỆP / JSON, or @FILE.")
    var body = "{}"
    @Option(help: "Khóa chống lặp / idempotency key.")
    var key: String?
    @Option(help: "Tham số truy vấn, ví dụ agency=H99.11&year=2026 / query parameters.")
    var query = ""
    @Option(help: "Địa chỉ gateway / address of the gateway (HOSO_GATEWAY_URL).")
    var gateway: String?

    func validate() throws {
        if self.verb.needsDocument, UUID(uuidString: self.id) == nil { throw ValidationError("--id UUID") }
        if self.verb.needsKey, self.key == nil { throw ValidationError("--key KHÓA") }
    }

    func run() async throws {
        let base = try self.gateway ?? SuiteEnvironment().required("HOSO_GATEWAY_URL")
        let path = self.verb.path(document: self.id) + (self.query.isEmpty ? "" : "?\(self.query)")
        let call = DocumentsCall(
            base: base, path: path, officer: self.officer, key: self.key, body: self.verb.changes ? try self.bytes() : nil)
        let http = HTTPClient(eventLoopGroupProvider: .singleton)
        let answer: Result<String, any Error>
        do {
            answer = .success(try await call.send(http))
        } catch {
            answer = .failure(error)
        }
        try await http.shutdown()
        do {
            Console.standard.line(try answer.get().trimmingCharacters(in: .newlines))
        } catch let refusal as GatewayRefusal {
            throw CommandFailure(Words(refusal.sentence, refusal.sentence), exitCode: .stepFailed)
        }
    }

    private func bytes() throws -> [UInt8] {
        guard self.body.hasPrefix("@") else { return Array(self.body.utf8) }
        let path = String(self.body.dropFirst())
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw CommandFailure(Words("Không đọc được \(path)", "\(path) cannot be read"), exitCode: .badFile)
        }
    }
}
