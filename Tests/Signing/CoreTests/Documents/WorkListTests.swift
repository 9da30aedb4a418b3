import Clocks
import HosoProto
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

/// What waits for whom.
@Suite(.timeLimit(.minutes(10))) struct WorkListTests {
    private func list(_ desk: DocumentDesk, officer: String, limit: Int32 = 0, after: String = "", late: Bool = false) async throws
        -> Hoso_Signing_V1_ListWorkResponse
    {
        try await desk.client.listWork(
            .with {
                $0.officerCode = officer
                $0.readerCode = officer
                $0.limit = limit
                $0.after = after
                $0.late = late
            })
    }

    private func counts(_ desk: DocumentDesk, officer: String = "", unit: String = "") async throws -> [String: Int64] {
        let answer = try await desk.client.countWork(
            .with {
                $0.officerCode = officer
                $0.readerCode = officer.isEmpty ? "TT01" : officer
                $0.agencyCode = DocumentDesk.agency
                $0.unitCode = unit
            })
        return Dictionary(uniqueKeysWithValues: answer.counts.map { ($0.kind, $0.waiting) })
    }

    @Test func `each document waits for exactly those who can act, and moves on with each step`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.draft()
            #expect(try await self.counts(desk, officer: DocumentDesk.drafter) == ["draft": 1])
            try await desk.take(
                draft.id, by: DocumentDesk.drafter,
                .askOpinions(
                    .with {
                        $0.asked = [.with { $0.unitCode = "TCKT" }, .with { $0.officerCode = "CV02" }]
                        $0.deadlineAt = .init(desk.bench.clock.now() + .seconds(3600))
                    }))
            #expect(try await self.counts(desk, officer: "CV03") == ["opinion": 1])
            #expect(try await self.counts(desk, officer: "TP02") == ["opinion": 1])
            #expect(try await self.counts(desk, unit: "TCKT") == ["opinion": 1])
            #expect(try await self.counts(desk, unit: "CCVC") == ["draft": 1])
            let late = try await self.list(desk, officer: "CV03", late: true)
            #expect(late.items.isEmpty)

            desk.bench.clock.advance(by: .seconds(3601))
            let nowLate = try await self.list(desk, officer: "CV03", late: true)
            #expect(nowLate.items.map(\.documentID) == [draft.id])
            try await desk.take(draft.id, by: DocumentDesk.drafter, .submit(.init()))
            #expect(try await self.counts(desk, officer: "CV03").isEmpty)
            #expect(try await self.counts(desk, officer: DocumentDesk.signer) == ["approval": 1])
        }
    }

    @Test func `pages go on where the last one ended although the list changes`() async throws {
        try await DocumentDesk.with { desk in
            var ids: [String] = []
            for index in 1...5 {
                ids.append(try await desk.draft("d\(index)").id)
                desk.bench.clock.advance(by: .seconds(1))
            }
            let first = try await self.list(desk, officer: DocumentDesk.drafter, limit: 2)
            #expect(first.items.map(\.documentID) == Array(ids[0..<2]))
            // What was on the first page goes away; the second page neither skips nor repeats.
            try await desk.take(ids[0], by: DocumentDesk.drafter, .submit(.init()))
            let second = try await self.list(desk, officer: DocumentDesk.drafter, limit: 2, after: first.nextAfter)
            #expect(second.items.map(\.documentID) == Array(ids[2..<4]))
            let third = try await self.list(desk, officer: DocumentDesk.drafter, limit: 2, after: second.nextAfter)
            #expect(third.items.map(\.documentID) == [ids[4]])
            #expect(third.nextAfter.isEmpty)
        }
    }

    @Test func `R59 a leaver's open work goes to the successor whole`() async throws {
        try await DocumentDesk.with { desk in
            for index in 1...3 {
                let draft = try await desk.draft("d\(index)")
                try await desk.take(draft.id, by: DocumentDesk.drafter, .submit(.init()))
            }
            let later = try await desk.draft("later")
            let moved = try await desk.client.handOverWork(
                .with {
                    $0.agencyCode = DocumentDesk.agency
                    $0.fromCode = DocumentDesk.signer
                    $0.toCode = "GD02"
                    $0.reason = "nghỉ hưu"
                    $0.officerCode = "QT01"
                })
            #expect(moved.documents == 4)
            // What only later comes to the leaver goes to the successor as well.
            try await desk.take(later.id, by: DocumentDesk.drafter, .submit(.init()))
            #expect(try await self.counts(desk, officer: DocumentDesk.signer).isEmpty)
            #expect(try await self.counts(desk, officer: "GD02") == ["approval": 4])
        }
    }

    @Test(arguments: ["x", "a|b|c|d", "2026-03-05T02:00:00.000000Z|zz|draft|0", "|||"])
    func `a place that no page gave is refused`(_ after: String) async throws {
        try await DocumentDesk.with { desk in
            let refused = try await desk.failure { _ = try await self.list(desk, officer: "CV01", after: after) }
            #expect(refused?.code == .invalidArgument && refused?.pointer == "after")
        }
    }
}
