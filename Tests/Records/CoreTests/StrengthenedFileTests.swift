import Clocks
import Foundation
import HosoProto
import Messaging
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Records

/// Documents of the repository take the stronger form of their signed file, whichever comes first (R35, R39).
@Suite(.timeLimit(.minutes(10))) struct StrengthenedFileTests {
    private static func digest(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 32) }

    private static func strengthened(
        _ former: UInt8, _ newer: UInt8, verdict: Hoso_Signing_V1_Verdict = .valid, level: Hoso_Signing_V1_SignatureLevel = .longTerm
    ) -> Hoso_Signing_V1_DocumentStrengthened {
        .with {
            $0.document.sha256 = Data(Self.digest(former))
            $0.document.sizeBytes = 9
            $0.strengthenedDocument.sha256 = Data(Self.digest(newer))
            $0.strengthenedDocument.sizeBytes = Int64(newer) * 10
            $0.report.verdict = verdict
            $0.level = level
        }
    }

    private static func coded(_ copy: UInt8) -> Hoso_Digitization_V1_PaperCoded {
        .with {
            $0.paper.id = Data(SequentialIdentifiers.identifier(77).bytes)
            $0.paper.dossierCode = "H99.12-260305-0001"
            $0.paper.ownerID = "097000000001"
            $0.paper.paperTypeCode = "birth"
            $0.paper.title = "Trích lục khai sinh"
            $0.paper.role = .component
            $0.paper.signedCopy.sha256 = Data(Self.digest(copy))
            $0.paper.signedCopy.sizeBytes = 9
            $0.paper.resultCode.code = "097000000001.birth.000001"
        }
    }

    private static func event(_ message: some Message) throws -> IncomingEvent {
        IncomingEvent(
            id: SequentialIdentifiers.identifier(1), name: "x", key: "k", source: "test", occurredAt: FixedClock().now(),
            payload: try message.serializedBytes())
    }

    private func tell(_ message: Hoso_Signing_V1_DocumentStrengthened, _ client: PostgresClient) async throws {
        let event = try Self.event(message)
        _ = try await client.withTransaction { try await DocumentStrengthenedHandler(clock: FixedClock()).handle(event, $0) }
    }

    private func store(_ copy: UInt8, _ client: PostgresClient) async throws {
        let event = try Self.event(Self.coded(copy))
        let handler = PaperCodedHandler(identifiers: UUIDv7Source(), clock: FixedClock())
        _ = try await client.withTransaction { try await handler.handle(event, $0) }
    }

    private func held(_ client: PostgresClient) async throws -> [String] {
        try await client.query("SELECT encode(file_sha256, 'hex') || ' ' || file_size_bytes FROM documents ORDER BY id")
            .map { try $0.decode(column: 0, as: String.self) }
    }

    private static func form(_ number: UInt8) -> String {
        String(repeating: "0\(String(number, radix: 16))", count: 32) + " \(Int(number) * 10)"
    }

    // 0 stands for the arrival of the paper, 1 and 2 for the two times its signature got stronger.
    @Test(arguments: [[0, 1, 2], [1, 0, 2], [1, 2, 0], [2, 1, 0], [2, 0, 1], [0, 2, 1]])
    func `R39 whatever comes first, the repository holds the newest form and remembers the former ones`(order: [Int]) async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + RecordsService.migrations) { client in
            for step in order {
                switch step {
                case 0: try await self.store(7, client)
                case 1: try await self.tell(Self.strengthened(7, 8), client)
                default: try await self.tell(Self.strengthened(8, 9), client)
                }
            }

            #expect(try await self.held(client) == [Self.form(9)])
            let forms = try await client.query("SELECT level FROM document_forms ORDER BY former_sha256")
                .map { try $0.decode(column: 0, as: String.self) }
            #expect(forms == ["B-LT", "B-LT"])
        }
    }

    @Test func `R39 a paper that is stored while its signature gets stronger misses nothing`() async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + RecordsService.migrations) { client in
            async let stored: Void = self.store(7, client)
            async let first: Void = self.tell(Self.strengthened(7, 8), client)
            async let second: Void = self.tell(Self.strengthened(8, 9), client)
            _ = try await (stored, first, second)

            #expect(try await self.held(client) == [Self.form(9)])
        }
    }

    @Test func `R39 what is not valid, has no level or no file is not taken`() async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + RecordsService.migrations) { client in
            try await self.store(7, client)
            let bad = [
                Self.strengthened(7, 8, verdict: .invalid), Self.strengthened(7, 8, verdict: .indeterminate),
                Self.strengthened(7, 8, level: .unspecified), Self.strengthened(7, 7), Hoso_Signing_V1_DocumentStrengthened(),
            ]
            for message in bad { await #expect(throws: EventRejected.self) { try await self.tell(message, client) } }

            #expect(try await self.held(client) == [Self.form(7).split(separator: " ")[0] + " 9"])
        }
    }

    @Test func `R45 a document that is filed by hand under its former file is the same document`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open()
            let document = desk.new(file: 7)
            let filed = try await desk.file(document, in: record)
            try await self.tell(Self.strengthened(7, 8), desk.client)

            let again = try await desk.file(document, in: filed)

            #expect(again.documentCount == 1)
            #expect(try await self.held(desk.client) == [Self.form(8)])
        }
    }
}
