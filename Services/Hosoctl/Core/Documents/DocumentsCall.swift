import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// One request to the gateway about documents.
struct DocumentsCall: Sendable {
    /// Largest answer that is read. Unit: bytes.
    static let answerLimitBytes = 16 << 20

    let base: String
    let path: String
    /// Who acts or reads.
    let officer: String
    /// Idempotency key; nil = none.
    let key: String?
    /// The JSON to send; nil = only read.
    let body: [UInt8]?

    /// Sends it.
    ///
    /// - Returns: The JSON of the answer.
    /// - Throws: ``GatewayRefusal`` with the words of the service; ``CommandFailure`` when the gateway is away.
    func send(_ http: HTTPClient) async throws -> String {
        var request = HTTPClientRequest(url: self.base + self.path)
        request.method = self.body == nil ? .GET : .POST
        request.headers.add(name: "X-Hoso-Officer", value: self.officer)
        if let key = self.key { request.headers.add(name: "Idempotency-Key", value: key) }
        if let body = self.body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        let status: UInt
        let bytes: [UInt8]
        do {
            let response = try await http.execute(request, timeout: .seconds(60))
            bytes = Array((try await response.body.collect(upTo: Self.answerLimitBytes)).readableBytesView)
            status = response.status.code
        } catch let error as CancellationError {
            throw error
        } catch {
            throw CommandFailure(
                Words("Không nối được gateway \(self.base)", "the gateway cannot be reached: \("\(error)".prefix(120))"),
                exitCode: .unavailable)
        }
        guard (200..<300).contains(status) else {
            // Something before the gateway may answer with a page of its own; then the status is all there is.
            let problem = try? JSONDecoder().decode(Gateway.Problem.self, from: Data(bytes))
            throw GatewayRefusal(status: status, path: self.path, problem: problem)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
