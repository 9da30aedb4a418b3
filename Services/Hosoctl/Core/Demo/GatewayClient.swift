import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Calls the gateway's HTTP/JSON, and waits when something is away for a while.
struct GatewayClient: Sendable {
    /// Largest answer that is read at once. Unit: bytes.
    static let answerLimitBytes = 16 << 20

    let http: HTTPClient
    let base: String
    let console: Console

    /// Asks for something.
    func get<Answer: Decodable>(_ path: String, as type: Answer.Type = Answer.self) async throws -> Answer {
        try self.decode(try await self.send(.GET, path, officer: nil, key: nil, body: nil, mediaType: nil), path)
    }

    /// Has an officer do something.
    func post<Body: Encodable, Answer: Decodable>(
        _ path: String, _ body: Body, officer: String, key: String? = nil, as type: Answer.Type = Answer.self
    ) async throws -> Answer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let bytes = try encoder.encode(body)
        let answer = try await self.send(
            .POST, path, officer: officer, key: key, body: Array(bytes), mediaType: "application/json")
        return try self.decode(answer, path)
    }

    /// Has an officer do something that needs no further words.
    func post<Answer: Decodable>(_ path: String, officer: String, as type: Answer.Type = Answer.self) async throws -> Answer {
        try self.decode(try await self.send(.POST, path, officer: officer, key: nil, body: nil, mediaType: nil), path)
    }

    /// Uploads a file; the same bytes give the same reference.
    func upload(_ bytes: [UInt8], mediaType: String, officer: String) async throws -> Gateway.Blob {
        try self.decode(
            try await self.send(.POST, "/v1/files", officer: officer, key: nil, body: bytes, mediaType: mediaType), "/v1/files")
    }

    /// Reads lines as they come until the other side ends or `each` says enough.
    ///
    /// - Returns: False when the connection broke or was refused before the end.
    func lines<Line: Decodable & Sendable>(
        _ path: String, as type: Line.Type = Line.self, each: (Line) async throws -> Bool
    ) async throws -> Bool {
        let request = HTTPClientRequest(url: self.base + path)
        let response: HTTPClientResponse
        do {
            response = try await self.http.execute(request, timeout: .seconds(600))
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return false
        }
        guard response.status == .ok else { return false }
        var rest: [UInt8] = []
        var chunks = response.body.makeAsyncIterator()
        while true {
            let chunk: ByteBuffer?
            do { chunk = try await chunks.next() } catch { return false }
            guard let chunk else { return true }
            rest += chunk.readableBytesView
            guard rest.count <= Self.answerLimitBytes else { return false }
            while let end = rest.firstIndex(of: 0x0A) {
                let line = Data(rest[..<end])
                rest.removeSubrange(...end)
                guard !line.isEmpty else { continue }
                let value: Line = try self.decode(Array(line), path)
                if try await !each(value) { return true }
            }
        }
    }

    private func decode<Answer: Decodable>(_ bytes: [UInt8], _ path: String) throws -> Answer {
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(bytes))
        } catch {
            throw CommandFailure(
                Words("Gateway trả lời \(path) không đúng dạng", "the gateway's answer to \(path) is not what was agreed: \(error)"),
                exitCode: .stepFailed)
        }
    }

    private func send(
        _ method: Method, _ path: String, officer: String?, key: String?, body: [UInt8]?, mediaType: String?
    ) async throws -> [UInt8] {
        var request = HTTPClientRequest(url: self.base + path)
        request.method = method == .GET ? .GET : .POST
        if let officer { request.headers.add(name: "X-Hoso-Officer", value: officer) }
        if let key { request.headers.add(name: "Idempotency-Key", value: key) }
        if let mediaType { request.headers.add(name: "Content-Type", value: mediaType) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        var patience = Patience(console: self.console)
        while true {
            let reason: Words
            switch try await self.attempt(request) {
            case .answer(let bytes): return bytes
            case .refusal(let status, let problem): throw GatewayRefusal(status: status, path: path, problem: problem)
            case .away(let why): reason = why
            }
            guard try await patience.wait(because: reason) else {
                throw CommandFailure(
                    Words("Đã chờ 3 phút mà không được: \(reason.vietnamese)", "gave up after 3 minutes: \(reason.english)"),
                    mend: Words("xem `hosoctl doctor`, rồi chạy lại `hosoctl demo`: sẽ tiếp tục từ bước này",
                        "see `hosoctl doctor`, then run `hosoctl demo` again: it goes on from here"),
                    exitCode: .unavailable)
            }
        }
    }

    private enum Method { case GET, POST }

    private enum Attempt {
        case answer([UInt8])
        case refusal(UInt, Gateway.Problem?)
        case away(Words)
    }

    private func attempt(_ request: HTTPClientRequest) async throws -> Attempt {
        do {
            let response = try await self.http.execute(request, timeout: .seconds(60))
            let body = try await response.body.collect(upTo: Self.answerLimitBytes)
            if (200..<300).contains(response.status.code) { return .answer(Array(body.readableBytesView)) }
            // Something before the gateway may answer with a page of its own; then the status is all there is.
            let problem = try? JSONDecoder().decode(Gateway.Problem.self, from: Data(body.readableBytesView))
            guard [429, 502, 503, 504].contains(response.status.code) else { return .refusal(response.status.code, problem) }
            return .away(
                Words(
                    "HTTP \(response.status.code) \(problem?.detail ?? "")",
                    "HTTP \(response.status.code) \(problem?.code ?? ""), mended by: \(problem?.mender ?? "operator")"))
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return .away(Words("không nối được gateway \(self.base)", "the gateway cannot be reached: \(Self.short(error))"))
        }
    }

    private static func short(_ error: any Error) -> String { String("\(error)".prefix(120)) }
}
