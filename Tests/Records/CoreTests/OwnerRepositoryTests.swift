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

/// What is held of an owner and who used it, on a real PostgreSQL (R19).
@Suite(.timeLimit(.minutes(10))) struct OwnerRepositoryTests {
    private let owner = "097000000001"

    private func held(_ desk: RecordDesk, as officer: String = "", limit: Int32 = 0, after: String = "") async throws
        -> Hoso_Records_V1_ListHeldDocumentsResponse
    {
        try await desk.owners.listHeldDocuments(
            request: .with {
                $0.ownerID = self.owner
                $0.officerCode = officer
                $0.limit = limit
                $0.after = after
            }, context: .test)
    }

    private func reuse(_ desk: RecordDesk, _ document: Identifier, in dossier: String) async throws {
        let message = Hoso_Intake_V1_ComponentReused.with {
            $0.documentID = Data(document.bytes)
            $0.dossierCode = dossier
            $0.componentCode = "TP01"
            $0.receivingAgencyCode = "H99.21"
            $0.officerCode = "HS0031"
            $0.procedureCode = "9.000101"
            $0.procedureName = "Cấp lại giấy phép lái xe"
        }
        let event = IncomingEvent(
            id: desk.identifiers.next(), name: "intake.component_reused.v1", key: dossier, source: "test", occurredAt: desk.clock.now(),
            payload: try message.serializedBytes())
        let handler = ComponentReusedHandler(identifiers: desk.identifiers, clock: desk.clock)
        _ = try await desk.client.withTransaction { try await handler.handle(event, $0) }
    }

    @Test func `R19 an owner's papers are told with validity, origin, signature and trust, and what ran out is not offered`() async throws {
        try await RecordDesk.with { desk in
            let valid = [FiledSignature(kind: .personal, signer: "CB01", verdict: .valid)]
            try await desk.store("Còn hạn", "a", owner: self.owner, type: "licence", minute: 1) {
                $0.signatures = valid
                $0.validUntil = desk.today
            }
            try await desk.store("Hết hạn", "a", owner: self.owner, type: "permit", minute: 2) {
                $0.signatures = valid
                $0.validUntil = desk.today.adding(days: -1)
            }
            try await desk.store("Thu hồi", "a", owner: self.owner, type: "title", minute: 3) {
                $0.signatures = valid
                $0.recalled = true
            }
            try await desk.store("Không thời hạn", "a", owner: self.owner, type: "birth", minute: 4)
            try await desk.store("Của người khác", "a", owner: "097000000002", minute: 5)

            let held = try await self.held(desk).documents
            let offered = try await desk.records.findReusable(request: .with { $0.ownerID = self.owner }, context: .test).documents

            #expect(held.map(\.document.title) == ["Không thời hạn", "Thu hồi", "Hết hạn", "Còn hạn"])
            #expect(held.map(\.validity) == [.unlimited, .recalled, .expired, .inForce])
            #expect(held.map(\.trust) == [.unverified, .signedCopy, .signedCopy, .signedCopy])
            #expect(held.map(\.reusable) == [true, false, false, true])
            #expect(Set(offered.map(\.title)) == ["Còn hạn", "Không thời hạn"])
            let first = try await self.held(desk, limit: 3)
            let second = try await self.held(desk, limit: 3, after: first.nextAfter)
            #expect((first.documents + second.documents).map(\.document.title) == held.map(\.document.title))
        }
    }

    @Test func `R19 the owner sees who used which paper, when and for what`() async throws {
        try await RecordDesk.with { desk in
            let document = try await desk.store("Giấy phép", "a", owner: self.owner)
            try await desk.store("Của người khác", "a", owner: "097000000002")
            try await self.reuse(desk, document, in: "H99.21-260305-0002")
            try await self.reuse(desk, document, in: "H99.21-260305-0002")

            let uses = try await desk.owners.listDocumentUses(request: .with { $0.ownerID = self.owner }, context: .test).uses

            #expect(uses.count == 1)
            let use = try #require(uses.first)
            #expect(use.kind == .reuse && use.title == "Giấy phép" && use.agencyCode == "H99.21" && use.officerCode == "HS0031")
            #expect(use.purpose == "Cấp lại giấy phép lái xe" && use.procedureCode == "9.000101")
            #expect(use.dossierCode == "H99.21-260305-0002" && use.hasUsedAt)
        }
    }

    @Test func `R19 a question without an owner or from a place that is none is refused`() async throws {
        try await RecordDesk.with { desk in
            await #expect(throws: HosoFailure.self) { try await desk.owners.listHeldDocuments(request: .init(), context: .test) }
            await #expect(throws: HosoFailure.self) { try await desk.owners.listDocumentUses(request: .init(), context: .test) }
            await #expect(throws: HosoFailure.self) { try await self.held(desk, after: "9.x") }
            await #expect(throws: HosoFailure.self) { try await self.held(desk, limit: 201) }
        }
    }
}
