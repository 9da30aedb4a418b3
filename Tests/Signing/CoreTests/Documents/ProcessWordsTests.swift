import Clocks
import Foundation
import GRPCCore
import HosoProto
import ServiceKit
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

/// What was said while a document was made, as the archive takes it along (R50).
@Suite(.timeLimit(.minutes(10))) struct ProcessWordsTests {
    private func read(_ desk: DocumentDesk, _ id: String, after: Int32 = 0) async throws -> Hoso_Signing_V1_ReadProcessResponse {
        try await Hoso_Signing_V1_ProcessService.Client(wrapping: desk.grpc).readProcess(
            .with {
                $0.documentID = Data(Identifier(id)?.bytes ?? [])
                $0.afterPosition = after
            })
    }

    @Test func `R50 texts of versions, opinions, answers and reasons are told, and who looked`() async throws {
        try await DocumentDesk.with { desk in
            var order = try await desk.drafting()
            order.body = .with { $0.text = "Điều 1. Phân công ông A." }
            let draft = try await desk.client.draftDocument(order).document
            try await desk.take(
                draft.id, by: DocumentDesk.drafter,
                .askOpinions(
                    .with {
                        $0.asked = [.with { $0.officerCode = "CV02" }]
                        $0.deadlineAt = .init(desk.bench.clock.now() + .seconds(86_400))
                    }))
            try await desk.take(
                draft.id, by: "CV02",
                .giveOpinion(
                    .with {
                        $0.number = 1
                        $0.version = 1
                        $0.position = "disagree"
                        $0.text = "Ông A đang nghỉ phép."
                    }))
            try await desk.take(
                draft.id, by: DocumentDesk.drafter,
                .answerOpinion(
                    .with {
                        $0.number = 1
                        $0.takenOver = true
                        $0.text = "Đổi sang bà B."
                    }))
            try await desk.take(
                draft.id, by: DocumentDesk.drafter,
                .revise(
                    .with {
                        $0.body.text = "Điều 1. Phân công bà B."
                        $0.reason = "Theo ý kiến CV02"
                    }))
            _ = try await desk.client.getDocument(
                .with {
                    $0.documentID = draft.id
                    $0.officerCode = DocumentDesk.drafter
                })

            let process = try await self.read(desk, draft.id)

            #expect(process.known && process.nextAfterPosition == 0)
            #expect(process.facts.map(\.position) == Array(1...Int32(process.facts.count)))
            func words(_ kind: String) -> String { process.facts.first { $0.kind == kind }?.words ?? "–" }
            #expect(words("drafted").contains("Phân công ông A.") && words("drafted").contains("Về việc phân công công tác"))
            #expect(words("opinionGiven").contains("Ông A đang nghỉ phép.") && words("opinionGiven").contains("disagree"))
            #expect(words("opinionAnswered").contains("Đổi sang bà B."))
            #expect(words("revised").contains("Phân công bà B.") && words("revised").contains("Theo ý kiến CV02"))
            #expect(process.views.contains { $0.officerCode == DocumentDesk.drafter && !$0.refused })
            let rest = try await self.read(desk, draft.id, after: 2)
            #expect(rest.facts.map(\.position).first == 3 && rest.facts.count == process.facts.count - 2)
        }
    }

    @Test func `R50 a long history comes in pages that fit a message, each fact once`() async throws {
        try await DocumentDesk.with { desk in
            var order = try await desk.drafting()
            order.body = .with { $0.text = String(repeating: "a", count: 100_000) }
            let draft = try await desk.client.draftDocument(order).document
            for letter in "bcdefghijklm" {
                try await desk.take(
                    draft.id, by: DocumentDesk.drafter,
                    .revise(
                        .with {
                            $0.body.text = String(repeating: letter, count: 100_000)
                            $0.reason = "lần nữa \(letter)"
                        }))
            }
            var positions: [Int32] = [], pages = 0, after: Int32 = 0
            repeat {
                let page = try await self.read(desk, draft.id, after: after)
                positions += page.facts.map(\.position)
                pages += 1
                after = page.nextAfterPosition
            } while after > 0 && pages < 9

            #expect(pages == 2 && positions == Array(1...13))
        }
    }

    @Test func `R50 a document of elsewhere is not known, and an id of another length is refused`() async throws {
        try await DocumentDesk.with { desk in
            #expect(try await self.read(desk, SequentialIdentifiers.identifier(77).description).known == false)
            let failure = try await desk.failure { _ = try await self.read(desk, "x") }
            #expect(failure?.code == .invalidArgument)
        }
    }
}
