import BlobStore
import Clocks
import DirectorySupport
import Foundation
import GRPCCore
import GRPCInProcessTransport
import HosoProto
import IntakeDomain
import Messaging
import PDF
import Postgres
import ServiceKit
import SwiftProtobuf
import TestSupport

@testable import Intake

/// A receiving agency over the calls of intake, on a schema of its own.
struct IncomingDesk: Sendable {
    typealias Client = Hoso_Intake_V1_IncomingService.Client<InProcessTransport.Client>

    static let agency = "H99.12"
    static let clerk = "VT02"
    static let director = "GD02"

    let client: Client
    let postgres: PostgresClient
    let clock: FixedClock
    let judge: JudgeDouble
    let digitization: DigitizationDouble
    let blobs: FileSystemBlobStore
    let roster: Roster

    /// Runs a body at a desk whose agency has its reception.
    static func with(_ body: @Sendable @escaping (IncomingDesk) async throws -> Void) async throws {
        let migrations = Messaging.migrations + IntakeService.migrations
        try await TestDatabase.withSchema(migrations: migrations, maximumConnections: 12) { postgres in
            try await TemporaryDirectory.with { directory in
                let clock = FixedClock()
                let (judge, digitization) = (JudgeDouble(), DigitizationDouble())
                let signing = InProcessTransport()
                try await withGRPCServer(transport: signing.server, services: [judge, digitization]) { _ in
                    try await withGRPCClient(transport: signing.client) { channel in
                        let handlers = IncomingHandlers(
                            postgres: postgres, eventLog: EventLog(),
                            signatures: SignaturePort(client: Hoso_Signing_V1_SigningService.Client(wrapping: channel)),
                            captures: CapturePort(client: Hoso_Digitization_V1_DigitizationService.Client(wrapping: channel)), clock: clock,
                            identifiers: UUIDv7Source())
                        let blobs = try FileSystemBlobStore(directory: directory)
                        let books = IncomingBooks(postgres: postgres, blobs: blobs, clock: clock, fonts: try .liberationSerif())
                        let roster = Roster(agencies: [Self.agency, "H99.21"])
                        let access = IncomingAccess(postgres: postgres, posts: roster.posts, clock: clock)
                        let transport = InProcessTransport()
                        let rpc = IncomingRPC(handlers: handlers, books: books, access: access)
                        try await withGRPCServer(transport: transport.server, services: [rpc]) { _ in
                            try await withGRPCClient(transport: transport.client) { grpc in
                                let desk = IncomingDesk(
                                    client: Client(wrapping: grpc), postgres: postgres, clock: clock, judge: judge,
                                    digitization: digitization, blobs: blobs, roster: roster)
                                try await desk.receive(Self.agency)
                                try await body(desk)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Imports a reception.
    func receive(_ agency: String) async throws {
        _ = try await self.client.importReception(
            .with {
                $0.officerCode = "QT01"
                $0.reception.agencyCode = agency
                $0.reception.version = 1
                $0.reception.clerkCodes = [Self.clerk]
                $0.reception.directorCodes = [Self.director]
                $0.reception.readerCodes = ["TT01"]
                $0.reception.units = [
                    .with {
                        $0.code = "QLDT"
                        $0.headCode = "TP10"
                        $0.memberCodes = ["CV10"]
                    },
                    .with {
                        $0.code = "KT"
                        $0.headCode = "TP11"
                        $0.memberCodes = ["CV11"]
                    },
                ]
            })
    }

    /// A paper that came from outside.
    static func paper(_ key: String, notation: String = "12/UBND-VX") -> Hoso_Intake_V1_EnterIncomingRequest {
        .with {
            $0.idempotencyKey = key
            $0.officerCode = Self.clerk
            $0.agencyCode = Self.agency
            $0.authorName = "Ủy ban nhân dân xã Cẩm Lâm"
            $0.notation = notation
            $0.dated = .with {
                $0.year = 2026
                $0.month = 3
                $0.day = 2
            }
            $0.type = "Công văn"
            $0.subject = "Về việc phối hợp"
            $0.secrecy = .none
            $0.paper = true
        }
    }

    /// The event of an issued document.
    static func issued(
        _ id: Identifier = SequentialIdentifiers.identifier(500), to recipients: [String] = [IncomingDesk.agency],
        answers: String = "", replaces: Identifier? = nil, from agency: String = "H99.11"
    ) -> Hoso_Signing_V1_DocumentIssued {
        .with {
            $0.document.id = id.description
            $0.document.agencyCode = agency
            $0.document.type = "decision"
            $0.document.subject = "Về việc phân công"
            $0.document.urgency = "none"
            $0.document.signerCode = "GD01"
            $0.document.recipientCodes = recipients
            $0.document.answersIncomingID = answers
            $0.document.relation = replaces == nil ? "" : "replaces"
            $0.document.relatedDocumentID = replaces?.description ?? ""
            $0.document.number.notation = "05/QĐ-SNV"
            $0.document.number.date = .with {
                $0.year = 2026
                $0.month = 3
                $0.day = 5
            }
            $0.file.sha256 = String(repeating: "a", count: 64)
            $0.file.sizeBytes = 100
            $0.file.mediaType = "application/pdf"
        }
    }

    /// Takes an event in as the consumer would; returns what is told.
    @discardableResult
    func take(_ message: some Message, _ name: String) async throws -> [OutgoingEvent] {
        let event = IncomingEvent(
            id: UUIDv7Source().next(), name: name, key: "k", source: "hoso/signing", occurredAt: self.clock.now(), payload: try message.serializedBytes())
        return try await self.postgres.withTransaction { transaction in
            switch name {
            case DocumentIssuedHandler.event:
                try await DocumentIssuedHandler(clock: self.clock, identifiers: UUIDv7Source()).handle(event, in: transaction)
            case DocumentStrengthenedHandler.event:
                try await DocumentStrengthenedHandler(clock: self.clock, identifiers: UUIDv7Source()).handle(event, in: transaction)
            case LetterCapturedHandler.captured:
                try await LetterCapturedHandler(clock: self.clock, identifiers: UUIDv7Source()).handleCaptured(event, in: transaction)
            case LetterCapturedHandler.refused:
                try await LetterCapturedHandler(clock: self.clock, identifiers: UUIDv7Source()).handleRefused(event, in: transaction)
            default:
                try await DocumentRecalledHandler(clock: self.clock, identifiers: UUIDv7Source()).handle(event, in: transaction)
            }
        }
    }

    /// Takes a step.
    @discardableResult
    func step(
        _ id: String, by officer: String, _ step: Hoso_Intake_V1_TakeIncomingStepRequest.OneOf_Step
    ) async throws -> Hoso_Intake_V1_TakeIncomingStepResponse {
        try await self.client.takeIncomingStep(
            .with {
                $0.incomingID = id
                $0.officerCode = officer
                $0.step = step
            })
    }

    /// What waits for an officer.
    func work(of officer: String) async throws -> [Hoso_Intake_V1_IncomingWorkItem] {
        try await self.client.listIncomingWork(
            .with {
                $0.officerCode = officer
                $0.readerCode = officer
            }
        ).items
    }

    func show(_ id: String, to officer: String = "TT01") async throws -> Hoso_Intake_V1_GetIncomingResponse {
        try await self.client.getIncoming(
            .with {
                $0.incomingID = id
                $0.officerCode = officer
            })
    }

    /// The failure of a call that must fail.
    func failure(_ body: () async throws -> Void) async throws -> HosoFailure? {
        do {
            try await body()
            return nil
        } catch let error as RPCError {
            return HosoFailure(error)
        }
    }
}
