import BlobStore
import Clocks
import Directory
import Foundation
import GRPCCore
import GRPCInProcessTransport
import HosoProto
import Intake
import Logging
import Messaging
import Postgres
import ServiceKit
import SwiftProtobuf
import Testing
import TestSupport

/// Intake on a schema of its own, with the real directory on another, both answering over in-process transports.
struct RunningIntake: Sendable {
    typealias Client = Hoso_Intake_V1_IntakeService.Client<InProcessTransport.Client>

    let client: Client
    let postgres: PostgresClient
    let eventLog: EventLog
    let definition: ServiceDefinition
    let blobs: FileSystemBlobStore
    let clock: FixedClock
    let repository: RepositoryDouble

    /// Runs with the sample province and its procedures imported; it is 9 o'clock on Monday, 2 March 2026.
    static func run(_ body: @Sendable (RunningIntake) async throws -> Void) async throws {
        let clock = FixedClock(
            UTCInstant(vietnamDate: try #require(VietnamDate(iso8601: "2026-03-02")), hour: 9, minute: 0))
        try await self.withDirectory(clock) { directory in
            let repository = RepositoryDouble()
            try await serve([repository]) { channel in
                let records = Hoso_Records_V1_RecordsService.Client(wrapping: channel)
                let signing = Hoso_Signing_V1_SigningService.Client(wrapping: channel)
                let digitization = Hoso_Digitization_V1_DigitizationService.Client(wrapping: channel)
                try await self.withIntake(clock, directory, records, signing, digitization, repository, body)
            }
        }
    }

    static func withDirectory(
        _ clock: FixedClock,
        _ body: @Sendable (any Hoso_Directory_V1_DirectoryService.ClientProtocol) async throws -> Void
    ) async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + DirectoryService.migrations) { postgres in
            let directory = DirectoryService.make(
                postgres: postgres, eventLog: EventLog(), clock: clock, identifiers: UUIDv7Source(),
                logger: Logger(label: "test"))
            try await serve(directory.rpc) { channel in
                let client = Hoso_Directory_V1_DirectoryService.Client(wrapping: channel)
                _ = try await client.importProvince(
                    try Hoso_Directory_V1_ImportProvinceRequest(jsonUTF8Data: Self.sample("directory.json")))
                try await body(client)
            }
        }
    }

    private static func withIntake(
        _ clock: FixedClock,
        _ directory: any Hoso_Directory_V1_DirectoryService.ClientProtocol,
        _ records: any Hoso_Records_V1_RecordsService.ClientProtocol,
        _ signing: any Hoso_Signing_V1_SigningService.ClientProtocol,
        _ digitization: any Hoso_Digitization_V1_DigitizationService.ClientProtocol,
        _ repository: RepositoryDouble,
        _ body: @Sendable (RunningIntake) async throws -> Void
    ) async throws {
        let migrations = Messaging.migrations + IntakeService.migrations
        try await TemporaryDirectory.with { folder in
            try await TestDatabase.withSchema(migrations: migrations, maximumConnections: 12) { postgres in
                let blobs = try FileSystemBlobStore(directory: folder)
                let eventLog = EventLog()
                // Dossiers never ask for a verdict nor for a capture; the channel of records refuses both.
                let definition = try IntakeService.make(
                    IntakeParts(
                        postgres: postgres, eventLog: eventLog, directory: directory, records: records, signing: signing,
                        digitization: digitization, blobs: blobs,
                        clock: clock, identifiers: UUIDv7Source(), logger: Logger(label: "test")))
                try await serve(definition.rpc) { channel in
                    let client = Client(wrapping: channel)
                    _ = try await client.importProcedures(
                        try Hoso_Intake_V1_ImportProceduresRequest(jsonUTF8Data: Self.sample("procedures.json")))
                    try await body(
                        RunningIntake(
                            client: client, postgres: postgres, eventLog: eventLog, definition: definition,
                            blobs: blobs, clock: clock, repository: repository))
                }
            }
        }
    }

    static func sample(_ name: String) throws -> Data {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try Data(contentsOf: root.appending(path: "deploy/sample-province/\(name)"))
    }
}

/// Serves over the in-process transport and hands a client's channel to the body.
private func serve(
    _ services: [any RegistrableRPCService],
    _ body: @Sendable (GRPCClient<InProcessTransport.Client>) async throws -> Void
) async throws {
    let transport = InProcessTransport()
    try await withGRPCServer(transport: transport.server, services: services) { _ in
        try await withGRPCClient(transport: transport.client) { client in
            try await body(client)
        }
    }
}
