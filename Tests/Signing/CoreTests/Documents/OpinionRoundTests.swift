import Clocks
import HosoProto
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

/// Two rounds of opinions over the calls, each kept with the version it speaks of (H-20, R50).
@Suite(.timeLimit(.minutes(10))) struct OpinionRoundTests {
    private func ask(_ desk: DocumentDesk, _ id: String) async throws {
        try await desk.take(
            id, by: DocumentDesk.drafter,
            .askOpinions(
                .with {
                    $0.asked = [.with { $0.unitCode = "TCKT" }, .with { $0.officerCode = "CV02" }]
                    $0.deadlineAt = Google_Protobuf_Timestamp(desk.bench.clock.now() + .seconds(86_400))
                }))
    }

    private func give(_ desk: DocumentDesk, _ id: String, _ number: Int32, on version: Int32, by officer: String, _ position: String) async throws {
        try await desk.take(
            id, by: officer,
            .giveOpinion(
                .with {
                    $0.number = number
                    $0.version = version
                    $0.position = position
                    $0.text = "ý kiến \(number)"
                }))
    }

    private func answer(_ desk: DocumentDesk, _ id: String, _ number: Int32, isTakenOver: Bool) async throws {
        try await desk.take(
            id, by: DocumentDesk.drafter,
            .answerOpinion(
                .with {
                    $0.number = number
                    $0.takenOver = isTakenOver
                    $0.text = "trả lời \(number)"
                }))
    }

    @Test func `R50 a second round speaks of the new version, and both rounds are kept with what each spoke of`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.draft()
            try await self.ask(desk, draft.id)
            try await self.give(desk, draft.id, 1, on: 1, by: "TP02", "disagree")
            try await self.give(desk, draft.id, 2, on: 1, by: "CV02", "agree")
            for number in [Int32(1), 2] { try await self.answer(desk, draft.id, number, isTakenOver: number == 1) }
            let body = try await desk.drafting().body
            try await desk.take(
                draft.id, by: DocumentDesk.drafter,
                .revise(
                    .with {
                        $0.body = body
                        $0.reason = "tiếp thu ý kiến"
                    }))

            try await self.ask(desk, draft.id)
            let early = try await desk.failure { try await desk.take(draft.id, by: DocumentDesk.drafter, .submit(.init())) }
            #expect(early?.code == .wrongState && early?.messageVi.contains("CV02") == true && early?.messageVi.contains("TP02") == true)
            #expect(try await desk.failure { try await self.give(desk, draft.id, 1, on: 2, by: "TP02", "agree") }?.code == .wrongState)
            let passed = try await desk.failure { try await self.give(desk, draft.id, 3, on: 1, by: "TP02", "agree") }
            #expect(passed?.code == .conflict || passed?.code == .wrongState, "nobody speaks in the second round of the version before it")
            try await self.give(desk, draft.id, 3, on: 2, by: "TP02", "agree")
            try await self.give(desk, draft.id, 4, on: 2, by: "CV02", "agreeWithChanges")
            let unanswered = try await desk.failure { try await desk.take(draft.id, by: DocumentDesk.drafter, .submit(.init())) }
            #expect(unanswered?.code == .wrongState && unanswered?.messageVi.contains("3, 4") == true)
            for number in [Int32(3), 4] { try await self.answer(desk, draft.id, number, isTakenOver: false) }
            let submitted = try await desk.take(draft.id, by: DocumentDesk.drafter, .submit(.init()))

            let opinions = submitted.opinions
            #expect(submitted.state == "approval" && opinions.map(\.number) == [1, 2, 3, 4] && opinions.map(\.round) == [1, 1, 2, 2])
            #expect(opinions.map(\.askedVersion) == [1, 1, 2, 2] && opinions.map(\.givenVersion) == [1, 1, 2, 2])
            #expect(opinions.map(\.position) == ["disagree", "agree", "agree", "agreeWithChanges"])
            #expect(opinions.map(\.givenBy) == ["TP02", "CV02", "TP02", "CV02"] && opinions.map(\.answer) == (1...4).map { "trả lời \($0)" })
        }
    }
}
