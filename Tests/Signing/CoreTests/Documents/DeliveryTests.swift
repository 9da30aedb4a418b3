import Clocks
import HosoProto
import Messaging
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

/// What recipients' systems tell of a document.
@Suite(.timeLimit(.minutes(10))) struct DeliveryTests {
    private func tell(_ desk: DocumentDesk, _ message: Hoso_Intake_V1_IncomingProgressed) async throws {
        try await self.tell(desk, try message.serializedBytes())
    }

    private func tell(_ desk: DocumentDesk, _ payload: [UInt8], source: String = "hoso/intake") async throws {
        let event = IncomingEvent(
            id: UUIDv7Source().next(), name: IncomingProgressedHandler.event, key: "k", source: source,
            occurredAt: desk.bench.clock.now(), payload: payload)
        try await desk.bench.tools.postgres.withTransaction { transaction in
            _ = try await IncomingProgressedHandler(tools: desk.bench.tools).handle(event, in: transaction)
        }
    }

    private func progress(_ document: String, _ agency: String, _ delivery: String, reason: String = "") -> Hoso_Intake_V1_IncomingProgressed {
        .with {
            $0.incomingID = SequentialIdentifiers.identifier(7).description
            $0.sourceDocumentID = document
            $0.agencyCode = agency
            $0.delivery = delivery
            $0.reason = reason
            $0.at = .init(FixedClock().now())
        }
    }

    @Test func `R55 delivery is followed at each recipient, also when events come twice or late`() async throws {
        try await DocumentDesk.with { desk in
            let issued = try await desk.issue()
            for delivery in ["arrived", "received", "received", "arrived", "assigned", "done"] {
                try await self.tell(desk, self.progress(issued.id, "H99.12", delivery))
            }
            try await self.tell(desk, self.progress(issued.id, "H99.21", "refused", reason: "gửi nhầm"))
            let found = try await desk.client.getDocument(
                .with {
                    $0.documentID = issued.id
                    $0.officerCode = DocumentDesk.clerk
                })

            #expect(found.document.deliveries.map(\.state) == ["done", "refused"])
            #expect(found.document.deliveries.map(\.reason) == ["", "gửi nhầm"])
            let told = found.history.filter { $0.kind.hasPrefix("delivery.") }
            #expect(told.map(\.kind) == ["arrived", "received", "assigned", "done", "refused"].map { "delivery.\($0)" })
        }
    }

    /// What signing told under a name, as bytes.
    private func told(_ desk: DocumentDesk, _ name: String) async throws -> [UInt8] {
        let rows = try await desk.bench.tools.postgres.query("SELECT payload FROM event_log WHERE name = \(name)")
        return try #require(rows.first).decode(column: 0)
    }

    @Test func `R21 R55 another way of delivery needs the three messages and nothing else of the suite`() async throws {
        try await DocumentDesk.with { desk in
            let axis = OutsideAdapter(reached: ["H99.21"])
            let issued = try await desk.issue()
            for payload in try axis.deliver(try await self.told(desk, "signing.document_issued.v1")) {
                try await self.tell(desk, payload, source: "outside/axis")
            }
            // Internal delivery to the other recipient goes on beside it.
            try await self.tell(desk, self.progress(issued.id, "H99.12", "arrived"))
            func deliveries() async throws -> [String] {
                let found = try await desk.client.getDocument(
                    .with {
                        $0.documentID = issued.id
                        $0.officerCode = DocumentDesk.clerk
                    })
                return found.document.deliveries.map { "\($0.agencyCode) \($0.state)" }
            }
            #expect(try await deliveries() == ["H99.12 arrived", "H99.21 done"])

            try await desk.take(issued.id, by: DocumentDesk.clerk, .recall(.with { $0.reason = "sai thẩm quyền" }))
            for payload in try axis.recall(try await self.told(desk, "signing.document_recalled.v1")) {
                try await self.tell(desk, payload, source: "outside/axis")
            }
            #expect(try await deliveries() == ["H99.12 arrived", "H99.21 removed"])
        }
    }

    @Test func `what concerns no document of ours changes nothing, and what cannot be is put aside`() async throws {
        try await DocumentDesk.with { desk in
            let issued = try await desk.issue()
            try await self.tell(desk, self.progress("", "H99.12", "arrived"))
            try await self.tell(desk, self.progress(issued.id, "H99.12", ""))
            for wrong in [
                self.progress(issued.id, "H99.77", "arrived"), self.progress(issued.id, "H99.12", "lost"),
                self.progress(SequentialIdentifiers.identifier(99).description, "H99.12", "arrived"),
            ] {
                await #expect(throws: EventRejected.self) { try await self.tell(desk, wrong) }
            }
        }
    }
}
