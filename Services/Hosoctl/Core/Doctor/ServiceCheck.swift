import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Whether every service says that it is ready, and the programs and folders are where they should be.
struct ServiceCheck: Sendable {
    let environment: SuiteEnvironment
    let http: HTTPClient

    func findings() async -> [Finding] {
        let settings = self.environment.settings
        var findings = await withTaskGroup(of: (Int, Finding).self) { group in
            for (place, service) in (ServiceSchemas.services + ["gateway"]).enumerated() {
                guard let port = settings["admin_port_\(service)"] else { continue }
                group.addTask { (place, await self.readiness(of: service, "http://127.0.0.1:\(port)/readyz")) }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
        if let blobs = self.environment["HOSO_BLOBS_DIRECTORY"], !FileManager.default.isWritableFile(atPath: blobs) {
            findings.append(
                .bad(
                    Words("Không ghi được vào thư mục tệp \(blobs)", "the file store \(blobs) cannot be written"),
                    mend: Words("tạo thư mục và cấp quyền ghi", "make the folder and let the services write there")))
        }
        return findings
    }

    private func readiness(of service: String, _ url: String) async -> Finding {
        let look = Words("xem HOSO_DIR/log/\(service).log", "see HOSO_DIR/log/\(service).log")
        do {
            let response = try await self.http.execute(HTTPClientRequest(url: url), timeout: .seconds(20))
            let body = try await response.body.collect(upTo: 65_536)
            if response.status == .ok { return .good("hoso-\(service)", "is ready") }
            let text = String(buffer: body).prefix(200).split(whereSeparator: \.isNewline).joined(separator: " ")
            return .bad(Words("hoso-\(service) chưa sẵn sàng: \(text)", "is not ready"), mend: look)
        } catch {
            return .bad(Words("hoso-\(service) không trả lời", "does not answer"), mend: look)
        }
    }
}
