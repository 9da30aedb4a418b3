import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import Glibc
import Messaging
import Postgres
import TestSupport
import Testing

@testable import Digitization

/// The service that watches a folder is killed again and again while it takes files in.
@Suite(.serialized, .timeLimit(.minutes(10))) struct WatchedFolderKillTests {
    private static let perRound = 25
    private static let rounds = 3

    @Test func `R25 a folder whose watcher is killed again and again loses no scan and takes none in twice`() async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + DigitizationService.migrations) { client in
            try await TemporaryDirectory.with { directory in
                let (blobs, folder) = ("\(directory)/blobs", "\(directory)/scans")
                for path in [blobs, folder] { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
                let schema = try #require(client.configuration.searchPath)
                for round in 0..<Self.rounds {
                    try Self.write(round, into: folder)
                    let victim = try RecognitionKillTests.Host(schema: schema, blobs: blobs, name: "victim\(round)", folder: folder)
                    defer { victim.kill() }
                    // It has taken some in, and some are left: that is when it dies.
                    let before = try Self.names("\(folder)/done").count
                    try await RecognitionKillTests.until("some are taken in") { try Self.names("\(folder)/done").count >= before + 4 }
                    victim.kill()
                }
                let last = try RecognitionKillTests.Host(schema: schema, blobs: blobs, name: "last", folder: folder)
                defer { last.kill() }
                let all = Self.perRound * Self.rounds
                try await RecognitionKillTests.until("all are taken in") { try Self.names("\(folder)/done").count == 2 * all }

                let components = try await client.query("SELECT component_code FROM papers ORDER BY component_code")
                    .map { try $0.decode(column: 0, as: String.self) }
                #expect(components.count == all)
                #expect(Set(components).count == all)
                #expect(try Self.names(folder) == [] && Self.names("\(folder)/working") == [] && Self.names("\(folder)/failed") == [])
            }
        }
    }

    /// Scans with a side-car and a marker, each of a component of its own.
    private static func write(_ round: Int, into folder: String) throws {
        let scan = try Data(contentsOf: Desk.fixtures.appending(path: "samples/d02-blank.jpg"))
        for number in 0..<Self.perRound {
            let name = "\(folder)/\(round)-\(number).jpg"
            let sideCar = WatchedFolderTests.sideCar.replacing(#""C1""#, with: #""C\#(round)-\#(number)""#)
            try scan.write(to: URL(fileURLWithPath: name))
            try Data(sideCar.utf8).write(to: URL(fileURLWithPath: "\(name).json"))
            try Data().write(to: URL(fileURLWithPath: "\(name).done"))
        }
    }

    /// Files of a folder, not its subfolders; nothing when it is not there yet.
    private static func names(_ folder: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !["working", "done", "failed"].contains($0) }
    }
}
