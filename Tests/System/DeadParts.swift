import Foundation
import Testing

/// Each service, the broker and the database are stopped in turn: the answer names them, and after a start all goes on.
struct DeadParts: Sendable {
    let suite: Suite
    let desk: Desk

    func check() async throws {
        try await self.checkServices()
        try await self.checkFront()
        try await self.checkBroker()
        try await self.checkDatabase()
    }

    private func ask(_ service: String) async throws -> HTTPAnswer {
        let id = self.desk.dossierID
        let digest = String(repeating: "ab", count: 32)
        return switch service {
        case "digitization": try await self.suite.http("GET", "/v1/papers/\(id)")
        case "records": try await self.suite.http("GET", "/v1/documents?q=x")
        case "reporting": try await self.suite.http("GET", "/v1/reports/2026/11")
        case "signing":
            try await self.suite.http(
                "POST", "/v1/signatures",
                json: """
                    {"document": {"sha256": "\(digest)", "sizeBytes": 9, "mediaType": "application/pdf"}, "profile": "desk-copy",
                     "subject": {"kind": "digitization.paper", "id": "\(id)", "key": "x"}, "certificateSha256": "\(digest)"}
                    """, key: "dead-signing")
        case "directory": try await self.suite.http("POST", "/v1/dossiers", json: Desk.opening(), key: "dead-directory")
        default: try await self.suite.http("GET", "/v1/dossiers/\(id)")
        }
    }

    /// All but intake, which is asked on the way to directory, and the gateway.
    private func checkServices() async throws {
        for group in [["digitization", "records", "reporting", "signing", "directory"], ["intake"]] {
            try await self.forEach(group) { service in
                try await self.suite.script("deploy/local/suite", "kill", self.suite.directory, service)
            }
            try await self.forEach(group) { service in
                let answer = try await self.ask(service)
                #expect(answer.status == 503, "\(service): \(answer)")
                #expect(try answer.text("code") == "unavailable" && answer.text("mender") == "operator", "\(service): \(answer)")
                #expect(try answer.text("detail")?.contains("hoso-\(service) không chạy") == true, "\(service): \(answer)")
            }
            try await self.forEach(group) { service in
                try await self.suite.script("deploy/local/suite", "start", self.suite.directory, service)
                let answer = try await self.ask(service)
                #expect((200..<500).contains(answer.status), "\(service): \(answer)")
            }
        }
    }

    /// Without the gateway nobody answers; afterwards it goes on where it was.
    private func checkFront() async throws {
        try await self.suite.script("deploy/local/suite", "kill", self.suite.directory, "gateway")
        #expect(try await self.ask("intake").status == 0)
        let doctor = try await self.suite.hosoctl("doctor")
        #expect(!doctor.succeeded && doctor.output.contains("✘ hoso-gateway không trả lời"), "\(doctor.output)")

        try await self.suite.script("deploy/local/suite", "start", self.suite.directory, "gateway")
        #expect(try await self.ask("intake").status == 200)
    }

    private func checkBroker() async throws {
        let stack = "\(self.suite.directory)/stack"
        try await self.suite.script("deploy/local/stack", "kill-broker", stack)
        let answer = try await self.ask("intake")
        #expect(answer.status == 503 && answer.body.contains("RabbitMQ"), "\(answer)")
        #expect(try answer.text("mender") == "operator")

        try await self.suite.script("deploy/local/stack", "start-broker", stack)
        try await self.suite.until("the gateway is back on the broker") { try await self.ask("intake").status == 200 }
    }

    private func checkDatabase() async throws {
        let stack = "\(self.suite.directory)/stack"
        try await self.suite.script("deploy/local/stack", "kill-database", stack)
        let answer = try await self.ask("intake")
        #expect(answer.status == 503, "\(answer)")
        #expect(try answer.text("detail")?.contains("Cơ sở dữ liệu của dịch vụ hoso-intake") == true, "\(answer)")

        try await self.suite.script("deploy/local/stack", "start-database", stack)
        try await self.suite.until("intake is back on its database") { try await self.ask("intake").status == 200 }
    }

    private func forEach(_ services: [String], _ body: @escaping @Sendable (String) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for service in services { group.addTask { try await body(service) } }
            try await group.waitForAll()
        }
    }
}
