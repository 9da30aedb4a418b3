import AMQP
import Foundation
import Logging
import NIOCore
import Testing

/// Messages nobody can handle, and one that can be handled after a repair, dealt with through `hosoctl quarantine`.
struct PoisonedMessages: Sendable {
    let suite: Suite
    let desk: Desk

    private static let name = "intake.dossier_accepted.v1"
    private static let id = "01a1fe80-641e-75a6-8d53-9c25c124dead"

    func check() async throws {
        try await self.checkPoison()
        try await self.checkRepair()
        let list = try await self.suite.hosoctl("quarantine", "list")
        #expect(list.succeeded && list.output.contains("0 thông điệp đang cách ly"), "\(list.output)")
    }

    /// Bytes that are no message, and a message without an envelope.
    private func checkPoison() async throws {
        try await self.publish(headers: [
            "cloudEvents:specversion": "1.0", "cloudEvents:id": .string(Self.id), "cloudEvents:source": "hoso/intake",
            "cloudEvents:type": .string(Self.name), "cloudEvents:subject": .string(self.desk.dossierCode),
            "cloudEvents:time": "2026-03-05T02:00:00Z", "cloudEvents:dataschema": "hoso.intake.v1.DossierAccepted",
        ])
        let poisoned = try await self.awaitEntry("records", containing: Self.name)
        let shown = try await self.suite.hosoctl("quarantine", "show", "--service", "records", poisoned, "--body")
        #expect(shown.succeeded && shown.output.contains(Self.id) && shown.output.contains("ff00ff07"), "\(shown.output)")
        #expect(shown.output.contains("fingerprint") && shown.output.contains("→ records.events"))

        // Handled again it fails again, as a new entry.
        let replayed = try await self.suite.hosoctl("quarantine", "replay", "--service", "records", poisoned, "--by", "tester")
        #expect(replayed.succeeded, "\(replayed.output)")
        let again = try await self.awaitEntry("records", containing: Self.name)
        #expect(again != poisoned)
        try await self.discard("records", again)
        try await self.discard("reporting", try await self.awaitEntry("reporting", containing: Self.name))

        try await self.publish(headers: [:])
        let bare = try await self.awaitEntry("records", containing: "envelope")
        let refused = try await self.suite.hosoctl("quarantine", "replay", "--service", "records", bare)
        #expect(!refused.succeeded && refused.output.contains("entry \(bare)"), "\(refused.output)")
        try await self.discard("records", bare)
        try await self.discard("reporting", try await self.awaitEntry("reporting", containing: "envelope"))
        let gone = try await self.suite.hosoctl("quarantine", "show", "--service", "records", bare)
        #expect(!gone.succeeded && gone.output.contains("there is no open entry \(bare)"), "\(gone.output)")
    }

    /// An event that fails because the database lacks a table is kept, and has its effect once after the repair.
    private func checkRepair() async throws {
        _ = try await self.suite.sql("ALTER TABLE records.work_records RENAME TO work_records_away")
        let accepted = try await self.suite.http(
            "POST", "/v1/dossiers/\(self.desk.dossierID)/accept", json: "{\"expectedVersion\": 1}")
        #expect(accepted.status == 200, "\(accepted)")
        let entry = try await self.awaitEntry("records", containing: "\(Self.name) postgres.undefinedObject")
        let later = try await self.awaitEntry("records", containing: "intake.dossier_status_changed.v1")
        _ = try await self.suite.sql("ALTER TABLE records.work_records_away RENAME TO work_records")

        for id in [entry, later] {
            let replayed = try await self.suite.hosoctl("quarantine", "replay", "--service", "records", id, "--by", "tester")
            #expect(replayed.succeeded, "\(replayed.output)")
        }
        try await self.suite.until("the work record is opened") {
            try await self.suite.http("GET", "/v1/records?dossier=\(self.desk.dossierCode)").status == 200
        }
        let records = try await self.suite.sql(
            "SELECT count(*) FROM records.work_records WHERE dossier_code = '\(self.desk.dossierCode)'")
        #expect(records == "1")
    }

    /// The number of the open entry of a service whose line holds a text; waits until there is one.
    private func awaitEntry(_ service: String, containing text: String) async throws -> String {
        var found: Substring?
        try await self.suite.until("\(service) has «\(text)» in quarantine") {
            let list = try await self.suite.hosoctl("quarantine", "list", "--service", service)
            let line = list.output.split(separator: "\n").first { $0.hasPrefix("\(service) #") && $0.contains(text) }
            found = line?.dropFirst(service.count + 2).prefix { $0.isNumber }
            return found != nil
        }
        return try String(#require(found))
    }

    private func discard(_ service: String, _ id: String) async throws {
        let outcome = try await self.suite.hosoctl("quarantine", "discard", "--service", service, id, "--by", "tester")
        #expect(outcome.succeeded, "\(outcome.output)")
    }

    /// Puts bytes on the bus as if intake had sent them.
    private func publish(headers: AMQPTable) async throws {
        let port = try #require(Int(try await self.suite.value("HOSO_BROKER_PORT")))
        let password = try String(contentsOfFile: "\(self.suite.directory)/secrets/broker_admin_password", encoding: .utf8)
        let client = AMQPClient(
            configuration: AMQPConfiguration(
                host: "127.0.0.1", port: port, virtualHost: "/", username: "hoso-admin", password: password, connectionName: "test"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let message = AMQPMessage(
            exchange: "hoso.events", routingKey: Self.name, mandatory: true,
            properties: AMQPProperties(deliveryMode: .persistent, headers: headers),
            body: ByteBuffer(bytes: [0xFF, 0x00, 0xFF, 0x07]))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            defer { group.cancelAll() }
            try await client.waitUntilConnected()
            try await client.publish(message)
        }
    }
}
