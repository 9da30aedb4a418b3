import Clocks
import HosoProto
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

/// A document from draft to recall, over the calls, on a real database with real signatures.
@Suite(.timeLimit(.minutes(10))) struct DocumentLifeTests {
    @Test func `R34 a document goes from draft to issue with both signatures and its number`() async throws {
        try await DocumentDesk.with { desk in
            let issued = try await desk.issue()

            #expect(issued.state == "issued")
            #expect(issued.number.notation == "01/QĐ-SNV")
            #expect(issued.deliveries.map(\.state) == ["sent", "sent"])
            // Each signature was judged in the finished file before it was stored.
            let verdicts = try await desk.bench.tools.postgres.query(
                "SELECT verdict FROM reports JOIN signature_requests ON id = request_id WHERE subject_key = \(issued.id) ORDER BY judged_at"
            ).map { try $0.decode(column: 0, as: String.self) }
            #expect(verdicts == ["TOTAL-PASSED", "TOTAL-PASSED"])
            let events = try await desk.bench.events()
            #expect(events.filter { $0 == "signing.document_issued.v1" }.count == 1)
            #expect(events.filter { $0 == "signing.document_progressed.v1" }.count == Int(issued.position))
        }
    }

    @Test func `R50 the whole history says who did what in which order and cannot be changed`() async throws {
        try await DocumentDesk.with { desk in
            let issued = try await desk.issue()
            let found = try await desk.client.getDocument(
                .with {
                    $0.documentID = issued.id
                    $0.officerCode = "TT01"
                })

            #expect(found.history.map(\.kind) == [
                "drafted", "submitted", "approval", "contentCheck", "formatCheck", "signed", "numbered", "sealed", "issued",
            ])
            #expect(found.history.map(\.officerCode) == [
                "CV01", "CV01", "CB001", "TP01", "VP01", "CB001", "VT01", "VT01", "VT01",
            ])
            for statement in [
                "UPDATE document_facts SET actor = 'X'", "DELETE FROM document_facts", "TRUNCATE document_facts CASCADE",
                "UPDATE document_processes SET content = '{}'",
            ] {
                await #expect(throws: (any Error).self, "\(statement)") {
                    _ = try await desk.bench.tools.postgres.query(.init(unsafeSQL: statement))
                }
            }
        }
    }

    @Test func `R76 who saw it is recorded, and who was not let`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.draft()
            let stranger = try await desk.failure {
                _ = try await desk.client.getDocument(
                    .with {
                        $0.documentID = draft.id
                        $0.officerCode = "CV03"
                    })
            }
            #expect(stranger?.code == .denied)
            let found = try await desk.client.getDocument(
                .with {
                    $0.documentID = draft.id
                    $0.officerCode = DocumentDesk.head
                })
            #expect(found.views.map(\.officerCode) == ["CV03", "TP01"] || found.views.map(\.officerCode) == ["TP01", "CV03"])
            #expect(Set(found.views.filter(\.refused).map(\.officerCode)) == ["CV03"])
        }
    }

    @Test func `R34 a signature over another file or by nobody is not entered`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.approved()
            let unknown = try await desk.failure {
                try await desk.take(
                    draft.id, by: DocumentDesk.signer,
                    .enterSignature(.with { $0.requestID = SequentialIdentifiers.identifier(99).description }))
            }
            #expect(unknown?.code == .wrongState)
            #expect(unknown?.messageVi.contains("Chưa có chữ ký số") == true)
            // A signature completed for another document, over the same bytes.
            let other = try await desk.approved("draft-2")
            let request = try await desk.sign(other)
            let foreign = try await desk.failure {
                try await desk.take(draft.id, by: DocumentDesk.signer, .enterSignature(.with { $0.requestID = request.description }))
            }
            #expect(foreign?.pointer == "document")
        }
    }

    @Test func `R34 a step out of order changes nothing and names who can act`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.draft()
            let refused = try await desk.failure { try await desk.take(draft.id, by: DocumentDesk.clerk, .number(.init())) }

            #expect(refused?.code == .wrongState)
            #expect(refused?.messageVi == "Chưa đến bước cấp số, ngày: văn bản đang chờ soạn thảo và lấy ý kiến. Người thực hiện: CV01.")
            let numbers = try await desk.client.listNumbers(
                .with {
                    $0.officerCode = DocumentDesk.clerk
                    $0.agencyCode = DocumentDesk.agency
                    $0.year = 2026
                })
            #expect(numbers.numbers.isEmpty)
        }
    }

    @Test func `R55 a recalled document keeps what it was and says why`() async throws {
        try await DocumentDesk.with { desk in
            let issued = try await desk.issue()
            let recalled = try await desk.take(issued.id, by: DocumentDesk.clerk, .recall(.with { $0.reason = "sai thẩm quyền" }))

            #expect(recalled.state == "recalled")
            #expect(recalled.number == issued.number && recalled.file == issued.file)
            #expect(try await desk.bench.events().filter { $0 == "signing.document_recalled.v1" }.count == 1)
        }
    }

    @Test func `R55 a replaced document leads to the one that replaces it`() async throws {
        try await DocumentDesk.with { desk in
            let first = try await desk.issue()
            var request = try await desk.drafting("draft-2")
            request.relation = "replaces"
            request.relatedDocumentID = SequentialIdentifiers.identifier(99).description
            let wrong = try await desk.failure { [request] in _ = try await desk.client.draftDocument(request) }
            #expect(wrong?.code == .wrongState)
            request.relatedDocumentID = first.id
            let second = try await desk.client.draftDocument(request).document
            #expect(second.relatedDocumentID == first.id)
        }
    }

    @Test func `a draft under the same key is the same, and another under it is refused`() async throws {
        try await DocumentDesk.with { desk in
            let request = try await desk.drafting()
            let first = try await desk.client.draftDocument(request)
            let again = try await desk.client.draftDocument(request)
            #expect(again.document.id == first.document.id && again.replayed && !first.replayed)
            var other = request
            other.subject = "khác"
            let refused = try await desk.failure { [other] in _ = try await desk.client.draftDocument(other) }
            #expect(refused?.code == .keyReused)
        }
    }

    @Test func `a running document keeps the process it began with`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.draft()
            var next = DocumentDesk.process
            next.version = 2
            next.steps.removeAll { $0.kind == "formatCheck" }
            _ = try await desk.client.importProcess(
                .with { [next] in
                    $0.process = next
                    $0.officerCode = "QT01"
                })
            let later = try await desk.draft("draft-2")

            #expect(draft.processVersion == 1 && later.processVersion == 2)
            for id in [draft.id, later.id] {
                try await desk.take(id, by: DocumentDesk.drafter, .submit(.init()))
                for (kind, officer) in [("approval", DocumentDesk.signer), ("contentCheck", DocumentDesk.head)] {
                    try await desk.take(
                        id, by: officer,
                        .pass(
                            .with {
                                $0.kind = kind
                                $0.version = 1
                            }))
                }
            }
            let reader = "TT01"
            let states = try await [draft.id, later.id].asyncMap { id in
                try await desk.client.getDocument(
                    .with {
                        $0.documentID = id
                        $0.officerCode = reader
                    }
                ).document.state
            }
            #expect(states == ["formatCheck", "signature"])
        }
    }

    @Test func `R74 a declared secret has no way in`() async throws {
        try await DocumentDesk.with { desk in
            for (level, code) in [(Hoso_Common_V1_SecrecyLevel.secret, HosoFailure.Code.secret), (.unspecified, .invalidArgument)] {
                var request = try await desk.drafting()
                request.secrecy = level
                let refused = try await desk.failure { [request] in _ = try await desk.client.draftDocument(request) }
                #expect(refused?.code == code)
            }
        }
    }

    @Test func `two people at once: one step counts, the other is told`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.draft()
            let outcomes = try await withThrowingTaskGroup(of: HosoFailure.Code?.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await desk.failure {
                            try await desk.take(
                                draft.id, by: DocumentDesk.drafter, expecting: draft.position,
                                .askOpinions(
                                    .with {
                                        $0.asked = [.with { $0.unitCode = "TCKT" }]
                                        $0.deadlineAt = .init(desk.bench.clock.now() + .seconds(3600))
                                    }))
                        }?.code
                    }
                }
                return try await group.reduce(into: [HosoFailure.Code?]()) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == nil }.count == 1)
            #expect(outcomes.filter { $0 == .conflict }.count == 5)
        }
    }
}

extension Array {
    func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
