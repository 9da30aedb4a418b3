import Clocks
import HosoProto
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

/// Numbers: gapless and in order whoever asks at once, and none skipped without a reason.
@Suite(.timeLimit(.minutes(10))) struct NumberSeriesTests {
    private func list(_ desk: DocumentDesk, _ series: String = "", year: Int32 = 2026) async throws -> [Hoso_Signing_V1_NumberEntry] {
        try await desk.client.listNumbers(
            .with {
                $0.officerCode = DocumentDesk.clerk
                $0.agencyCode = DocumentDesk.agency
                $0.year = year
                $0.series = series
                $0.limit = 200
            }
        ).numbers
    }

    /// A document that waits for its number. The signature is entered as a fact, because many are wanted quickly.
    private func signed(_ desk: DocumentDesk, _ key: String) async throws -> String {
        let draft = try await desk.approved(key)
        let id = try #require(Identifier(draft.id))
        try await desk.bench.tools.postgres.withTransaction { transaction in
            let recorder = DocumentRecorder(tools: desk.bench.tools, transaction: transaction)
            let document = try await recorder.held(id)
            let file = try #require(document.file)
            _ = try await recorder.record(
                [.signed(file: file, request: SequentialIdentifiers.identifier(1))], of: document, by: DocumentDesk.signer,
                at: desk.bench.clock.now())
        }
        return draft.id
    }

    private func reserve(
        _ desk: DocumentDesk, _ key: String, secrecy: Hoso_Common_V1_SecrecyLevel = .none, type: String = "report",
        isNormative: Bool = false, hours: Int32 = 24
    ) async throws -> Hoso_Signing_V1_NumberEntry {
        try await desk.client.reserveNumber(
            .with {
                $0.idempotencyKey = key
                $0.officerCode = DocumentDesk.clerk
                $0.agencyCode = DocumentDesk.agency
                $0.type = type
                $0.isNormative = isNormative
                $0.secrecy = secrecy
                $0.unitCode = "CCVC"
                $0.reason = "văn bản giấy"
                $0.hours = hours
            }
        ).number
    }

    @Test func `fifty at once get numbers without gaps, each once, in the order in which they were given`() async throws {
        try await DocumentDesk.with { desk in
            var ids: [String] = []
            for index in 1...50 { ids.append(try await self.signed(desk, "many-\(index)")) }
            let numbers = try await withThrowingTaskGroup(of: Int32.self) { group in
                for id in ids {
                    group.addTask { try await desk.take(id, by: DocumentDesk.clerk, .number(.init())).number.number }
                }
                return try await group.reduce(into: [Int32]()) { $0.append($1) }
            }

            #expect(numbers.sorted() == Array(1...50))
            let listed = try await self.list(desk)
            #expect(listed.map(\.number) == Array(1...50))
            #expect(Set(listed.map(\.documentID)) == Set(ids))
            #expect(listed.allSatisfy { $0.state == "assigned" })
            // The log has the events in the order of the numbers: each was committed before the next was drawn.
            let order = Dictionary(uniqueKeysWithValues: listed.map { ($0.documentID, $0.number) })
            let logged = try await desk.bench.tools.postgres.query(
                "SELECT payload FROM event_log WHERE name = 'signing.document_progressed.v1' ORDER BY position"
            ).map { row in
                try Hoso_Signing_V1_DocumentProgressed(serializedBytes: try row.decode(column: 0, as: [UInt8].self))
            }.filter { $0.kind == "numbered" }
            #expect(logged.compactMap { order[$0.documentID] } == Array(1...50))
        }
    }

    @Test func `a refused step takes no number`() async throws {
        try await DocumentDesk.with { desk in
            let first = try await self.signed(desk, "a")
            let refused = try await desk.failure { try await desk.take(first, by: DocumentDesk.drafter, .number(.init())) }
            #expect(refused?.code == .denied)
            let stale = try await desk.failure { try await desk.take(first, by: DocumentDesk.clerk, expecting: 1, .number(.init())) }
            #expect(stale?.code == .conflict)
            let numbered = try await desk.take(first, by: DocumentDesk.clerk, .number(.init()))
            #expect(numbered.number.number == 1)
        }
    }

    @Test func `paper and electronic documents share one series; normative types and secrets have their own`() async throws {
        try await DocumentDesk.with { desk in
            let paper = try await self.reserve(desk, "p")
            let electronic = try await desk.take(try await self.signed(desk, "a"), by: DocumentDesk.clerk, .number(.init()))
            let normative = try await self.reserve(desk, "n", type: "decision", isNormative: true)
            let secret = try await self.reserve(desk, "s", secrecy: .secret)

            #expect(paper.notation == "01/BC-SNV" && paper.series == "general")
            #expect(electronic.number.notation == "02/QĐ-SNV")
            #expect(normative.notation == "01/2026/QĐ-SNV" && normative.series == "normative-decision")
            #expect(secret.notation == "01/BC-SNV" && secret.series == "secret")
        }
    }

    @Test func `a number begins at one again with the new year`() async throws {
        try await DocumentDesk.with { desk in
            // 31 December 2026, 23:59:59 in Việt Nam.
            desk.bench.clock.set(try #require(UTCInstant(iso8601: "2026-12-31T16:59:59Z")))
            let last = try await self.reserve(desk, "a")
            desk.bench.clock.advance(by: .seconds(1))
            let first = try await self.reserve(desk, "b")

            #expect(last.year == 2026 && last.number == 1)
            #expect(first.year == 2027 && first.number == 1)
        }
    }

    @Test func `a reservation that runs out is skipped with its reason, and one that is used is not`() async throws {
        try await DocumentDesk.with { desk in
            let first = try await self.reserve(desk, "a", hours: 1)
            let again = try await self.reserve(desk, "a", hours: 1)
            #expect(again.number == first.number)
            let second = try await self.reserve(desk, "b", hours: 2)
            desk.bench.clock.advance(by: .seconds(3600))
            let late = try await desk.failure { try await self.settle(desk, first.number, used: true) }
            #expect(late?.code == .wrongState)
            try await self.settle(desk, second.number, used: true)

            let listed = try await self.list(desk)
            #expect(listed.map(\.state) == ["skipped", "used"])
            #expect(listed[0].reason.contains("hết hạn giữ số"))
            #expect(listed[1].reason.contains("báo cáo giấy"))
        }
    }

    private func settle(_ desk: DocumentDesk, _ number: Int32, used: Bool) async throws {
        _ = try await desk.client.settleNumber(
            .with {
                $0.officerCode = DocumentDesk.clerk
                $0.agencyCode = DocumentDesk.agency
                $0.year = 2026
                $0.series = "general"
                $0.number = number
                $0.used = used
                $0.reason = "báo cáo giấy"
            })
    }
}
