import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Carries files of any length between this machine and the gateway, piece by piece.
struct FileTransport: Sendable {
    let http: HTTPClient
    /// Address of the gateway.
    let base: String

    /// What the gateway calls a stored file.
    struct Blob: Decodable, Sendable {
        let sha256: String
        let sizeBytes: Int64
        let mediaType: String
    }

    /// Uploads a file; the same bytes give the same reference.
    func upload(_ path: String, mediaType: String, officer: String) async throws -> Blob {
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64
        guard let size, size > 0 else {
            throw CommandFailure(Words("Không đọc được tệp \(path)", "the file \(path) is empty or cannot be read"), exitCode: .stepFailed)
        }
        var request = HTTPClientRequest(url: self.base + "/v1/files")
        request.method = .POST
        request.headers.add(name: "X-Hoso-Officer", value: officer)
        request.headers.add(name: "Content-Type", value: mediaType)
        request.body = .stream(FileChunks(path: path), length: .known(size))
        let response = try await self.send(request)
        let body = try await response.body.collect(upTo: 1 << 20)
        return try JSONDecoder().decode(Blob.self, from: Data(body.readableBytesView))
    }

    /// Downloads a stored file that an officer may read into a file that must not exist yet.
    func download(_ digits: String, sizeBytes: Int64, officer: String, to path: String) async throws {
        var request = HTTPClientRequest(url: self.base + "/v1/files/\(digits)-\(sizeBytes)")
        request.headers.add(name: "X-Hoso-Officer", value: officer)
        let response = try await self.send(request)
        let url = URL(fileURLWithPath: path)
        try Data().write(to: url, options: .withoutOverwriting)
        let file = try FileHandle(forWritingTo: url)
        var written: Int64 = 0
        for try await piece in response.body {
            try file.write(contentsOf: Data(piece.readableBytesView))
            written += Int64(piece.readableBytes)
        }
        try file.close()
        guard written == sizeBytes else {
            throw CommandFailure(Words("Tệp tải về bị thiếu", "the download ended early: \(written) of \(sizeBytes) bytes"), exitCode: .stepFailed)
        }
    }

    private func send(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
        let response: HTTPClientResponse
        do {
            response = try await self.http.execute(request, timeout: .hours(6))
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw CommandFailure(
                Words("Không nối được gateway \(self.base)", "the gateway cannot be reached: \(error)"), exitCode: .unavailable)
        }
        guard (200..<300).contains(response.status.code) else {
            throw CommandFailure(
                Words("Gateway từ chối: HTTP \(response.status.code)", "the gateway refused: HTTP \(response.status.code)"),
                exitCode: .stepFailed)
        }
        return response
    }
}
