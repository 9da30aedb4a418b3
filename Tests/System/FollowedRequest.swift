import Clocks
import Foundation
import Messaging
import Postgres
import TestSupport
import Testing

/// One request with a trace of the caller's, found again wherever it and what followed from it went.
struct FollowedRequest: Sendable {
    /// The trace of the example in W3C Trace Context, section 3.2.
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"

    let suite: Suite

    /// Accepts a dossier: a call to intake, which tells records and reporting by an event; records opens a work record.
    func check() async throws {
        let opened = try await self.suite.http("POST", "/v1/dossiers", json: Desk.opening(), key: "followed-1")
        let id = try #require(try opened.text("dossier.id"), "\(opened)")
        let version = try #require(try opened.text("dossier.version"), "\(opened)")
        let accepted = try await self.suite.http(
            "POST", "/v1/dossiers/\(id)/accept", json: "{\"expectedVersion\": \(version)}", key: "followed-2",
            headers: ["traceparent: 00-\(Self.trace)-00f067aa0ba902b7-01"])
        try #require(accepted.status == 200, "\(accepted)")

        try await self.expectEvent("intake.dossier_accepted.v1", toldBy: "intake")
        try await self.expectEvent("records.record_opened.v1", toldBy: "records")
        for service in ["gateway", "intake", "records", "reporting"] { try await self.expectLine(in: service) }
        #expect(try !self.log(of: "signing").contains(Self.trace))
    }

    private func expectEvent(_ name: String, toldBy service: String) async throws {
        let database = try await self.configuration(schema: service)
        let client = PostgresClient(configuration: database, logger: TestDatabase.quiet)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            try await self.suite.until("\(service) tells \(name) in the trace") {
                try await EventLog.events(ofTrace: Self.trace, in: client).contains { $0.name == name }
            }
            await client.shutdown()
            group.cancelAll()
        }
    }

    private func expectLine(in service: String) async throws {
        try await self.suite.until("the log of \(service) shows the trace") {
            try self.log(of: service).contains("\"trace.id\":\"\(Self.trace)\"")
        }
    }

    private func log(of service: String) throws -> String {
        try String(contentsOfFile: "\(self.suite.directory)/log/\(service).log", encoding: .utf8)
    }

    private func configuration(schema: String) async throws -> PostgresConfiguration {
        let port = try #require(Int(try await self.suite.value("HOSO_DATABASE_PORT")))
        var configuration = PostgresConfiguration(host: "127.0.0.1", port: port, database: "hoso", username: "hoso_admin")
        configuration.password = try String(
            contentsOfFile: "\(self.suite.directory)/secrets/database_admin_password", encoding: .utf8)
        configuration.searchPath = schema
        return configuration
    }
}
