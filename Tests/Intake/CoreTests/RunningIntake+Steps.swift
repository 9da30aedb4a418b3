import Clocks
import Foundation
import GRPCCore
import HosoProto
import Messaging
import Postgres
import ServiceKit
import SwiftProtobuf
import Testing
import TestSupport

extension RunningIntake {
    /// An opening of the driving licence procedure with its required paper.
    static func opening(
        key: String, _ change: (inout Hoso_Intake_V1_OpenDossierRequest) -> Void = { _ in }
    ) -> Hoso_Intake_V1_OpenDossierRequest {
        var request = Hoso_Intake_V1_OpenDossierRequest.with {
            $0.idempotencyKey = key
            $0.procedureCode = "9.000101"
            $0.owner.id = "097176703494"
            $0.owner.name = "Phạm Thùy Mẫn"
            $0.channel = .desk
            $0.receivingAgencyCode = "H99.21"
            $0.components = [
                .with {
                    $0.code = "TP01"
                    $0.originals = 1
                }
            ]
            $0.officerCode = "HS0031"
            $0.secrecy = .none
        }
        change(&request)
        return request
    }

    func open(
        _ key: String = "k1", _ change: (inout Hoso_Intake_V1_OpenDossierRequest) -> Void = { _ in }
    ) async throws -> Hoso_Intake_V1_Dossier {
        try await self.client.openDossier(Self.opening(key: key, change)).dossier
    }

    func accept(_ dossier: Hoso_Intake_V1_Dossier) async throws -> Hoso_Intake_V1_Dossier {
        try await self.client.acceptDossier(
            .with {
                $0.dossierID = dossier.id
                $0.expectedVersion = dossier.version
                $0.officerCode = "HS0031"
            }
        ).dossier
    }

    func move(
        _ dossier: Hoso_Intake_V1_Dossier, to status: Hoso_Intake_V1_DossierStatus, note: String = "Ghi chú",
        legalBasis: String = "Điều 9; Trưởng phòng"
    ) async throws -> Hoso_Intake_V1_Dossier {
        try await self.client.changeStatus(
            .with {
                $0.dossierID = dossier.id
                $0.expectedVersion = dossier.version
                $0.status = status
                $0.officerCode = "HS0014"
                $0.note = note
                $0.legalBasis = legalBasis
            }
        ).dossier
    }

    func get(_ dossier: Hoso_Intake_V1_Dossier) async throws -> Hoso_Intake_V1_GetDossierResponse {
        try await self.client.getDossier(.with { $0.dossierID = dossier.id })
    }

    /// The names of the events of a dossier in the order of the log.
    func events(of dossier: Hoso_Intake_V1_Dossier) async throws -> [String] {
        try await self.postgres.query(
            "SELECT name FROM event_log WHERE ordering_key = \(dossier.code) ORDER BY position"
        ).map { try $0.decode(column: 0, as: String.self) }
    }

    func payload<Message: SwiftProtobuf.Message>(
        _ name: String, of dossier: Hoso_Intake_V1_Dossier, as type: Message.Type
    ) async throws -> Message {
        let bytes = try await self.postgres.query(
            """
            SELECT payload FROM event_log WHERE ordering_key = \(dossier.code) AND name = \(name)
            ORDER BY position DESC LIMIT 1
            """
        ).decodeOnly([UInt8].self)
        return try Message(serializedBytes: bytes)
    }

    func count(_ table: String) async throws -> Int {
        let count = try await self.postgres.query("SELECT count(*) FROM \(identifier: table)")
            .decodeOnly(Int64.self)
        return Int(count)
    }

    /// The failure a call ends with, or `nil`.
    func failure(_ call: @Sendable (RunningIntake) async throws -> Void) async -> HosoFailure? {
        do {
            try await call(self)
            return nil
        } catch let error as RPCError {
            return HosoFailure(error)
        } catch {
            return nil
        }
    }

    /// Delivers an event the way the consumer does: handler and log in one transaction.
    func deliver(_ payload: [UInt8], name: String = "digitization.paper_stored.v1") async throws -> [OutgoingEvent] {
        let subscription = try #require(self.definition.subscriptions.first { $0.event == name })
        let event = IncomingEvent(
            id: UUIDv7Source().next(), name: name, key: "any", source: "hoso/digitization",
            occurredAt: self.clock.now(), payload: payload)
        let log = self.eventLog
        return try await self.postgres.withTransaction { transaction in
            let events = try await subscription.handle(event, transaction)
            try await log.append(events, in: transaction)
            return events
        }
    }

    static func document(
        _ paperType: String, role: Hoso_Common_V1_PaperRole, last: UInt8, owner: String = "097176703494"
    ) -> Hoso_Records_V1_RepositoryDocument {
        .with {
            $0.id = Data([UInt8](repeating: 1, count: 15) + [last])
            $0.ownerID = owner
            $0.resultCode = "\(owner).\(paperType).\(last)"
            $0.paperTypeCode = paperType
            $0.title = "Giấy tờ \(last)"
            $0.role = role
            $0.dossierCode = "H99.21-260105-0007"
            $0.storedAt = .init(seconds: 1_767_600_000 + Int64(last), nanos: 0)
        }
    }
}
