import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Whether every service says that it is ready.
struct ServiceCheck: Sendable {
    /// Port by name, as `deploy/local/suite` noted them down.
    let settings: [String: String]
    let http: HTTPClient

    func findings() async -> [Finding] {
        await withTaskGroup(of: (Int, Finding).self) { group in
            for (place, service) in (ServiceSchemas.services + ["gateway"]).enumerated() {
                guard let port = self.settings["admin_port_\(service)"] else { continue }
                group.addTask { (place, await self.readiness(of: service, "http://127.0.0.1:\(port)/readyz")) }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
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
            return .bad(Words("hoso-\(service) không trả lời", "does not answer: \(error)"), mend: look)
        }
    }
}
