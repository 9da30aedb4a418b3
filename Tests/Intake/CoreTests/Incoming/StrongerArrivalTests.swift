import Clocks
import Foundation
import HosoProto
import IntakeDomain
import Messaging
import Postgres
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Intake

/// Recipients hold the form of a document whose signatures last longest (R35, R39).
@Suite(.timeLimit(.minutes(10))) struct StrongerArrivalTests {
    private static let source = SequentialIdentifiers.identifier(500)

    private func strengthened(
        _ former: UInt8, to newer: UInt8, kind: String = "signing.document", source: Identifier = Self.source,
        verdict: Hoso_Signing_V1_Verdict = .valid
    ) -> Hoso_Signing_V1_DocumentStrengthened {
        .with {
            $0.subject.kind = kind
            $0.subject.id = Data(source.bytes)
            $0.document = self.blob(former)
            $0.strengthenedDocument = self.blob(newer)
            $0.formerLevel = .basic
            $0.level = .archival
            $0.report.verdict = verdict
        }
    }

    private func blob(_ byte: UInt8) -> Hoso_Common_V1_BlobRef {
        .with {
            $0.sha256 = Data(repeating: byte, count: 32)
            $0.sizeBytes = 200
            $0.mediaType = "application/pdf"
        }
    }

    private func hex(_ digits: String) -> String { String(repeating: digits, count: 32) }

    @Test func `R39 every copy takes the stronger form once, and the issued one stays on record`() async throws {
        try await IncomingDesk.with { desk in
            try await desk.receive("H99.21")
            try await desk.take(IncomingDesk.issued(to: [IncomingDesk.agency, "H99.21"]), DocumentIssuedHandler.event)
            let arrived = try await desk.work(of: IncomingDesk.clerk).map(\.incomingID)

            let told = try await desk.take(self.strengthened(0xAA, to: 0xBB), DocumentStrengthenedHandler.event)
            let again = try await desk.take(self.strengthened(0xAA, to: 0xBB), DocumentStrengthenedHandler.event)
            try await desk.take(self.strengthened(0xBB, to: 0xCC), DocumentStrengthenedHandler.event)

            #expect(arrived.count == 2 && told.count == 2 && again.isEmpty)
            for id in arrived {
                let shown = try await desk.show(id)
                #expect(shown.incoming.file.sha256 == self.hex("cc") && shown.incoming.file.sizeBytes == 200)
                #expect(shown.incoming.state == "registration", "nothing else changed")
                #expect(shown.history.map(\.kind) == ["arrived", "strengthened", "strengthened"])
                let id = try #require(Identifier(id))
                let facts = try await desk.postgres.withConnection { try await IncomingStore(session: $0).facts(of: id) }
                let formers = facts.compactMap { if case .strengthened(_, let former) = $0.fact { former } else { nil } }
                #expect(formers == [self.hex("aa"), self.hex("bb")])
            }
        }
    }

    @Test func `R39 an attachment takes the stronger form at every recipient and keeps its name, the document and the others stay`() async throws {
        try await IncomingDesk.with { desk in
            var issued = IncomingDesk.issued()
            issued.attachments = ["11", "22"].map { digits in
                .with {
                    $0.sha256 = self.hex(digits)
                    $0.sizeBytes = 50
                    $0.mediaType = "application/pdf"
                    $0.name = "phu-luc-\(digits).pdf"
                }
            }
            try await desk.take(issued, DocumentIssuedHandler.event)
            let id = try #require(try await desk.work(of: IncomingDesk.clerk).first?.incomingID)
            let kind = "signing.document_attachment"

            let told = try await desk.take(self.strengthened(0x22, to: 0x33, kind: kind), DocumentStrengthenedHandler.event)
            let again = try await desk.take(self.strengthened(0x22, to: 0x33, kind: kind), DocumentStrengthenedHandler.event)
            try await desk.take(self.strengthened(0x33, to: 0x44, kind: kind), DocumentStrengthenedHandler.event)
            try await desk.take(self.strengthened(0xAA, to: 0xBB), DocumentStrengthenedHandler.event)

            #expect(told.count == 1 && again.isEmpty)
            let shown = try await desk.show(id).incoming
            #expect(shown.attachments.map(\.sha256) == [self.hex("11"), self.hex("44")])
            #expect(shown.attachments.map(\.name) == ["phu-luc-11.pdf", "phu-luc-22.pdf"] && shown.attachments.map(\.sizeBytes) == [50, 200])
            #expect(shown.file.sha256 == self.hex("bb"))
        }
    }

    @Test func `R39 a form of another file, of another subject or not proven valid changes no copy`() async throws {
        try await IncomingDesk.with { desk in
            try await desk.take(IncomingDesk.issued(), DocumentIssuedHandler.event)
            let id = try #require(try await desk.work(of: IncomingDesk.clerk).first?.incomingID)

            for message in [
                self.strengthened(0xDD, to: 0xBB), self.strengthened(0xAA, to: 0xBB, kind: "digitization.paper"),
                self.strengthened(0xAA, to: 0xBB, source: SequentialIdentifiers.identifier(501)), self.strengthened(0xAA, to: 0xAA),
            ] {
                #expect(try await desk.take(message, DocumentStrengthenedHandler.event).isEmpty)
            }
            for verdict in [Hoso_Signing_V1_Verdict.invalid, .indeterminate, .unspecified] {
                await #expect(throws: EventRejected.self) {
                    try await desk.take(self.strengthened(0xAA, to: 0xBB, verdict: verdict), DocumentStrengthenedHandler.event)
                }
            }
            let empty = Hoso_Signing_V1_DocumentStrengthened.with { $0.subject.kind = "signing.document" }
            await #expect(throws: EventRejected.self) { try await desk.take(empty, DocumentStrengthenedHandler.event) }

            #expect(try await desk.show(id).incoming.file.sha256 == self.hex("aa"))
        }
    }

    @Test func `R39 R55 a copy that was removed gets no file again`() async throws {
        try await IncomingDesk.with { desk in
            var issued = IncomingDesk.issued()
            issued.attachments = [issued.file]
            try await desk.take(issued, DocumentIssuedHandler.event)
            let id = try #require(try await desk.work(of: IncomingDesk.clerk).first?.incomingID)
            let recall = Hoso_Signing_V1_DocumentRecalled.with {
                $0.documentID = Self.source.description
                $0.agencyCode = "H99.11"
                $0.reason = "sai thẩm quyền"
            }
            try await desk.take(recall, DocumentRecalledHandler.event)
            try await desk.step(id, by: IncomingDesk.clerk, .remove(.init()))

            #expect(try await desk.take(self.strengthened(0xAA, to: 0xBB), DocumentStrengthenedHandler.event).isEmpty)
            let shown = try await desk.show(id).incoming
            #expect(shown.hasFile == false && shown.attachments.isEmpty)
        }
    }
}
