import Clocks
import Directory
import Foundation
import GRPCCore
import GRPCInProcessTransport
import HosoProto
import Logging
import Messaging
import Postgres
import ServiceKit
import SwiftProtobuf
import Testing
import TestSupport

/// The directory on a schema of its own, answering over the in-process transport.
struct RunningDirectory: Sendable {
    typealias Client = Hoso_Directory_V1_DirectoryService.Client<InProcessTransport.Client>

    let client: Client
    let postgres: PostgresClient

    static func run(_ body: @Sendable (RunningDirectory) async throws -> Void) async throws {
        let clock = FixedClock(
            UTCInstant(vietnamDate: try #require(VietnamDate(iso8601: "2026-11-21")), hour: 9, minute: 0))
        try await TestDatabase.withSchema(migrations: Messaging.migrations + DirectoryService.migrations) { postgres in
            let definition = DirectoryService.make(
                postgres: postgres, eventLog: EventLog(), clock: clock, identifiers: UUIDv7Source(),
                logger: Logger(label: "test"))
            let transport = InProcessTransport()
            try await withGRPCServer(transport: transport.server, services: definition.rpc) { _ in
                try await withGRPCClient(transport: transport.client) { client in
                    try await body(RunningDirectory(client: Client(wrapping: client), postgres: postgres))
                }
            }
        }
    }

    /// The same with the sample province imported.
    static func runWithProvince(_ body: @Sendable (RunningDirectory) async throws -> Void) async throws {
        try await self.run { directory in
            _ = try await directory.client.importProvince(try Self.province())
            try await body(directory)
        }
    }

    /// The import of the sample province.
    static func province() throws -> Hoso_Directory_V1_ImportProvinceRequest {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: root.appending(path: "deploy/sample-province/directory.json"))
        return try Hoso_Directory_V1_ImportProvinceRequest(jsonUTF8Data: data)
    }

    func eventCount(_ name: String) async throws -> Int {
        let count = try await self.postgres.query("SELECT count(*) FROM event_log WHERE name = \(name)")
            .decodeOnly(Int64.self)
        return Int(count)
    }
}

func day(_ text: String) throws -> Hoso_Common_V1_Day {
    let date = try #require(VietnamDate(iso8601: text))
    return .with {
        $0.year = Int32(clamping: date.year)
        $0.month = Int32(clamping: date.month)
        $0.day = Int32(clamping: date.day)
    }
}
