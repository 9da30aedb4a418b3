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

/// Incoming documents from arrival to answer, over the calls, on a real database.
@Suite(.timeLimit(.minutes(10))) struct IncomingTests {
    private func directed(_ desk: IncomingDesk, _ id: String) async throws {
        try await desk.step(id, by: IncomingDesk.clerk, .register(.init()))
        try await desk.step(
            id, by: IncomingDesk.director,
            .direct(
                .with {
                    $0.assignments = [
                        .with {
                            $0.unitCode = "QLDT"
                            $0.lead = true
                        },
                        .with { $0.unitCode = "KT" },
                    ]
                    $0.opinion = "Tham mưu trả lời"
                    $0.deadlineAt = .init(desk.clock.now() + .seconds(3600))
                }))
    }

    @Test func `R21 an issued document arrives once at each recipient that has a reception`() async throws {
        try await IncomingDesk.with { desk in
            try await desk.receive("H99.21")
            let message = IncomingDesk.issued(to: ["H99.12", "H99.21", "H99.77"])
            let told = try await desk.take(message, DocumentIssuedHandler.event)
            let again = try await desk.take(message, DocumentIssuedHandler.event)

            #expect(told.count == 2 && again.isEmpty)
            let deliveries = try told.map { try Hoso_Intake_V1_IncomingProgressed(serializedBytes: $0.payload) }
            #expect(deliveries.map(\.delivery) == ["arrived", "arrived"])
            #expect(deliveries.map(\.agencyCode) == ["H99.12", "H99.21"])
            let waiting = try await desk.work(of: IncomingDesk.clerk)
            #expect(waiting.map(\.kind) == ["registration", "registration"])
        }
    }

    @Test func `R21 paper and electronic documents get one series of arrival numbers`() async throws {
        try await IncomingDesk.with { desk in
            try await desk.take(IncomingDesk.issued(), DocumentIssuedHandler.event)
            let electronic = try #require(try await desk.work(of: IncomingDesk.clerk).first?.incomingID)
            let paper = try await desk.client.enterIncoming(IncomingDesk.paper("p")).incoming.id
            let first = try await desk.step(electronic, by: IncomingDesk.clerk, .register(.init())).incoming
            let second = try await desk.step(paper, by: IncomingDesk.clerk, .register(.init())).incoming

            #expect([first.arrivalNumber, second.arrivalNumber] == [1, 2])
            #expect(first.verdictVi == "Tệp không có chữ ký số nào.")
            #expect(second.verdictVi.hasPrefix("Văn bản giấy"))
            let register = try await desk.client.listIncoming(
                .with {
                    $0.officerCode = IncomingDesk.clerk
                    $0.agencyCode = IncomingDesk.agency
                    $0.year = 2026
                })
            #expect(register.incoming.map(\.id) == [electronic, paper])
        }
    }

    @Test func `R21 twenty clerks at once register without gaps`() async throws {
        try await IncomingDesk.with { desk in
            var ids: [String] = []
            for index in 1...20 {
                ids.append(try await desk.client.enterIncoming(IncomingDesk.paper("p\(index)", notation: "\(index)/UBND")).incoming.id)
            }
            let numbers = try await withThrowingTaskGroup(of: Int32.self) { group in
                for id in ids {
                    group.addTask { try await desk.step(id, by: IncomingDesk.clerk, .register(.init())).incoming.arrivalNumber }
                }
                return try await group.reduce(into: [Int32]()) { $0.append($1) }
            }
            #expect(numbers.sorted() == Array(1...20))
        }
    }

    @Test func `R21 warns of a duplicate and registers it only when that is said`() async throws {
        try await IncomingDesk.with { desk in
            let first = try await desk.client.enterIncoming(IncomingDesk.paper("a")).incoming.id
            try await desk.step(first, by: IncomingDesk.clerk, .register(.init()))
            let second = try await desk.client.enterIncoming(IncomingDesk.paper("b")).incoming.id
            let other = try await desk.client.enterIncoming(IncomingDesk.paper("c", notation: "13/UBND-VX")).incoming.id

            let warned = try await desk.failure { try await desk.step(second, by: IncomingDesk.clerk, .register(.init())) }
            #expect(warned?.code == .wrongState && warned?.messageVi.contains("1/2026") == true)
            let registered = try await desk.step(second, by: IncomingDesk.clerk, .register(.with { $0.despiteDuplicate = true }))
            #expect(registered.duplicates.map(\.incomingID) == [first])
            #expect(registered.incoming.arrivalNumber == 2)
            let free = try await desk.step(other, by: IncomingDesk.clerk, .register(.init()))
            #expect(free.duplicates.isEmpty)
        }
    }

    @Test func `R36 keeps the verdict on the signatures in words, and registers nothing unjudged`() async throws {
        try await IncomingDesk.with { desk in
            try await desk.take(IncomingDesk.issued(), DocumentIssuedHandler.event)
            let id = try #require(try await desk.work(of: IncomingDesk.clerk).first?.incomingID)
            desk.judge.answer([
                .with {
                    $0.verdict = .invalid
                    $0.wordsVi = "Nội dung đã bị sửa sau khi ký."
                }
            ])
            let registered = try await desk.step(id, by: IncomingDesk.clerk, .register(.init())).incoming
            #expect(registered.verdictVi == "Chữ ký không hợp lệ: Nội dung đã bị sửa sau khi ký.")

            try await desk.take(IncomingDesk.issued(SequentialIdentifiers.identifier(501)), DocumentIssuedHandler.event)
            let next = try #require(try await desk.work(of: IncomingDesk.clerk).first?.incomingID)
            desk.judge.disappear()
            let away = try await desk.failure { try await desk.step(next, by: IncomingDesk.clerk, .register(.with { $0.despiteDuplicate = true })) }
            #expect(away?.code == .unavailable)
            #expect(try await desk.show(next).incoming.arrivalNumber == 0)
        }
    }

    @Test func `R50 a document goes from arrival to its answer with its whole history`() async throws {
        try await IncomingDesk.with { desk in
            try await desk.take(IncomingDesk.issued(), DocumentIssuedHandler.event)
            let id = try #require(try await desk.work(of: IncomingDesk.clerk).first?.incomingID)
            try await self.directed(desk, id)
            #expect(try await desk.work(of: "CV10").map(\.kind) == ["handling"])
            #expect(try await desk.work(of: "TP11").map(\.kind) == ["cooperation"])
            try await desk.step(id, by: "CV11", .report(.with { $0.text = "đã góp ý" }))
            // The answer is a document that the receiving agency issues.
            let answer = IncomingDesk.issued(
                SequentialIdentifiers.identifier(600), to: ["H99.11"], answers: id, from: IncomingDesk.agency)
            try await desk.take(answer, DocumentIssuedHandler.event)
            try await desk.step(id, by: "CV10", .finish(.with { $0.result = "Đã trả lời" }))

            let found = try await desk.show(id)
            #expect(found.incoming.state == "done" && !found.incoming.late)
            #expect(found.incoming.answerNotation == "05/QĐ-SNV")
            #expect(found.incoming.answerDocumentID == SequentialIdentifiers.identifier(600).description)
            #expect(found.history.map(\.kind) == ["arrived", "registered", "directed", "reported", "answered", "finished"])
            #expect(found.history.map(\.officerCode) == ["H99.11", "VT02", "GD02", "CV11", "GD01", "CV10"])
        }
    }

    @Test func `an answer of another agency is not linked`() async throws {
        try await IncomingDesk.with { desk in
            let id = try await desk.client.enterIncoming(IncomingDesk.paper("a")).incoming.id
            let answer = IncomingDesk.issued(SequentialIdentifiers.identifier(600), to: [], answers: id, from: "H99.13")
            #expect(try await desk.take(answer, DocumentIssuedHandler.event).isEmpty)
        }
    }

    @Test func `R55 a recalled document is removed and what it was stays on record`() async throws {
        try await IncomingDesk.with { desk in
            let source = SequentialIdentifiers.identifier(500)
            try await desk.take(IncomingDesk.issued(source), DocumentIssuedHandler.event)
            let id = try #require(try await desk.work(of: IncomingDesk.clerk).first?.incomingID)
            try await self.directed(desk, id)
            let recall = Hoso_Signing_V1_DocumentRecalled.with {
                $0.documentID = source.description
                $0.agencyCode = "H99.11"
                $0.reason = "sai thẩm quyền"
            }
            try await desk.take(recall, DocumentRecalledHandler.event)
            #expect(try await desk.take(recall, DocumentRecalledHandler.event).isEmpty)
            #expect(try await desk.work(of: "CV10").isEmpty)
            let removed = try await desk.step(id, by: IncomingDesk.clerk, .remove(.init())).incoming

            #expect(removed.state == "removed" && !removed.hasFile)
            #expect(removed.recallReason == "sai thẩm quyền" && removed.notation == "05/QĐ-SNV")
        }
    }

    @Test func `R55 nobody recalls another agency's document`() async throws {
        try await IncomingDesk.with { desk in
            let source = SequentialIdentifiers.identifier(500)
            try await desk.take(IncomingDesk.issued(source), DocumentIssuedHandler.event)
            let recall = Hoso_Signing_V1_DocumentRecalled.with {
                $0.documentID = source.description
                $0.agencyCode = "H99.99"
                $0.reason = "giả"
            }
            #expect(try await desk.take(recall, DocumentRecalledHandler.event).isEmpty)
        }
    }

    @Test func `R55 where the earlier document arrived, it is known that another replaces it`() async throws {
        try await IncomingDesk.with { desk in
            let source = SequentialIdentifiers.identifier(500)
            try await desk.take(IncomingDesk.issued(source), DocumentIssuedHandler.event)
            let id = try #require(try await desk.work(of: IncomingDesk.clerk).first?.incomingID)
            let later = SequentialIdentifiers.identifier(501)
            try await desk.take(IncomingDesk.issued(later, replaces: source), DocumentIssuedHandler.event)

            let found = try await desk.show(id).incoming
            #expect(found.relation == "replaces" && found.relatedByID == later.description)
        }
    }

    @Test func `R76 who saw it is recorded, and who was not let`() async throws {
        try await IncomingDesk.with { desk in
            let id = try await desk.client.enterIncoming(IncomingDesk.paper("a")).incoming.id
            let stranger = try await desk.failure { _ = try await desk.show(id, to: "CV11") }
            #expect(stranger?.code == .denied)
            let found = try await desk.show(id)
            #expect(found.views.filter(\.refused).map(\.officerCode) == ["CV11"])
            await #expect(throws: (any Error).self) { _ = try await desk.postgres.query("DELETE FROM incoming_facts") }
        }
    }

    @Test func `R59 a leaver's open work goes to the successor whole`() async throws {
        try await IncomingDesk.with { desk in
            for index in 1...3 { _ = try await desk.client.enterIncoming(IncomingDesk.paper("p\(index)", notation: "\(index)/UBND")) }
            let moved = try await desk.client.handOverIncoming(
                .with {
                    $0.agencyCode = IncomingDesk.agency
                    $0.fromCode = IncomingDesk.clerk
                    $0.toCode = "VT03"
                    $0.reason = "nghỉ việc"
                    $0.officerCode = "QT01"
                })
            #expect(moved.documents == 3)
            #expect(try await desk.work(of: IncomingDesk.clerk).isEmpty)
            #expect(try await desk.work(of: "VT03").count == 3)
        }
    }

    @Test func `entering the same again is the same, another under its key is refused`() async throws {
        try await IncomingDesk.with { desk in
            let first = try await desk.client.enterIncoming(IncomingDesk.paper("a"))
            let again = try await desk.client.enterIncoming(IncomingDesk.paper("a"))
            #expect(again.replayed && again.incoming.id == first.incoming.id)
            let other = try await desk.failure { _ = try await desk.client.enterIncoming(IncomingDesk.paper("a", notation: "x")) }
            #expect(other?.code == .keyReused)
        }
    }

    @Test func `R74 a secret is taken in as a stub only`() async throws {
        try await IncomingDesk.with { desk in
            var request = IncomingDesk.paper("a")
            request.secrecy = .secret
            let refused = try await desk.failure { [request] in _ = try await desk.client.enterIncoming(request) }
            #expect(refused?.code == .secret)
            request.subject = ""
            let stub = try await desk.client.enterIncoming(request).incoming
            #expect(stub.stub && stub.subject.isEmpty)
        }
    }

    @Test func `an event without what it must say is put aside and changes nothing`() async throws {
        try await IncomingDesk.with { desk in
            var bare = IncomingDesk.issued()
            bare.document.id = "x"
            await #expect(throws: EventRejected.self) { try await desk.take(bare, DocumentIssuedHandler.event) }
            await #expect(throws: EventRejected.self) {
                try await desk.take(Hoso_Signing_V1_DocumentRecalled(), DocumentRecalledHandler.event)
            }
        }
    }
}
