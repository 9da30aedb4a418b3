import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import Glibc
import Messaging
import OCR
import Postgres
import TestSupport
import Testing

@testable import Digitization

/// Two processes share the queue, and one is killed in the middle of a page.
@Suite(.serialized, .timeLimit(.minutes(10))) struct RecognitionKillTests {
    @Test func `a service killed in the middle of its work loses nothing and does nothing twice`() async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + DigitizationService.migrations) { client in
            try await TemporaryDirectory.with { folder in
                let desk = Desk(client: client, blobs: try FileSystemBlobStore(directory: folder), configuration: Desk.worker)
                let papers = 6
                for number in 0..<papers {
                    _ = try await desk.capture.handle(try await desk.request("samples/08-licence.pdf", key: "\(number)"))
                }
                let schema = try #require(client.configuration.searchPath)
                let victim = try Host(schema: schema, blobs: folder, name: "victim")
                defer { victim.kill() }
                try await Self.until("the victim reads a page") { try await Self.holders(client).contains("victim") }
                let other = try Host(schema: schema, blobs: folder, name: "other")
                defer { other.kill() }
                try await Self.until("both work") { try await Self.holders(client).contains("other") }

                victim.kill()
                try await Self.until("all papers are done") {
                    try await client.query("SELECT count(*) FROM recognition_jobs").decodeOnly(Int.self) == 0
                }

                let states = try await client.query("SELECT state FROM papers").map { try $0.decode(column: 0, as: String.self) }
                #expect(states == Array(repeating: "captured", count: papers))
                #expect(try await desk.eventNames() == Array(repeating: "digitization.paper_captured.v1", count: papers))
            }
        }
    }

    /// Who holds jobs now.
    private static func holders(_ client: PostgresClient) async throws -> Set<String> {
        let rows = try await client.query(
            "SELECT holder FROM recognition_jobs WHERE leased_until > now() AND pages_total > 0")
        return Set(try rows.map { try $0.decode(column: 0, as: String.self) })
    }

    /// Looks again and again until it is so; the time limit of the suite ends it.
    static func until(_ what: Comment, _ condition: () async throws -> Bool) async throws {
        while try await !condition() { try await Task.sleep(for: .milliseconds(50)) }
    }

    /// A process with the real recognition.
    final class Host: Sendable {
        private let process: pid_t

        /// - Parameter folder: A folder to watch; nil = none.
        init(schema: String, blobs: String, name: String, folder: String? = nil) throws {
            let worker = Desk.worker.executable
            let program = URL(fileURLWithPath: worker).deletingLastPathComponent().appending(path: "RecognitionKillHost").path
            let process = Process()
            process.executableURL = URL(fileURLWithPath: program)
            process.arguments = [schema, blobs, worker, name] + (folder.map { [$0] } ?? [])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            self.process = process.processIdentifier
        }

        func kill() { Glibc.kill(self.process, SIGKILL) }
    }
}
