import Clocks
import Foundation
import GRPCCore
import HosoProto
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Records

/// The ledger of records that do not count, and the counters apart from each other.
@Suite(.timeLimit(.minutes(10))) struct ExclusionLedgerTests {
    private func exclude(
        _ desk: RecordDesk, _ rule: ExclusionRule = .complexComponents, count: Int = 1, fileCode: String = "",
        id: Identifier? = nil
    ) async throws -> ExclusionStore.Sealed {
        let entry = id ?? desk.identifiers.next()
        return try await ExcludeRecordsHandler(keeping: desk.keeping).exclude { now throws(RecordsRefusal) in
            try Exclusion(
                id: entry, agencyCode: RecordDesk.agency, year: 2026, rule: rule, secrecy: rule == .stateSecret ? .secret : nil,
                reason: rule == .stateSecret ? "" : "Bản vẽ khổ lớn, chưa số hóa", count: count, fileCode: fileCode,
                officerCode: "LD01", decidedAt: now)
        }
    }

    private func broken(_ desk: RecordDesk) async throws -> [Int64] {
        try await desk.client.withConnection { try await ExclusionStore(session: $0).broken() }
    }

    @Test func `H-15 H-17 H-18 created, complete, transferred and excluded are counted apart`() async throws {
        try await RecordDesk.with { desk in
            _ = try await desk.open()
            let complex = try await desk.open()
            _ = try await desk.closed()
            _ = try await self.exclude(desk, fileCode: complex.fileCode)
            _ = try await self.exclude(desk, .stateSecret, count: 7)

            let backlog = try await desk.calls.getBacklog(request: .init(), context: .test)

            #expect(backlog.total.created == 2)
            #expect(backlog.total.complete == 1)
            #expect(backlog.total.transferred == 0)
            #expect(backlog.total.excluded == 8)
            #expect(backlog.agencies.map(\.agencyCode) == [RecordDesk.agency])
            #expect(backlog.kinds.map(\.name) == ["documentMissing"])
            #expect(backlog.people.map(\.name) == ["CB07"])
            #expect(backlog.closedInWindow == 1 && backlog.openedInWindow == 2)
            #expect(!backlog.hasForecast)
        }
    }

    @Test func `R46 an excluded record asks nothing of anybody and is excluded once`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open()
            let id = desk.identifiers.next()

            let first = try await self.exclude(desk, fileCode: record.fileCode, id: id)
            let again = try await self.exclude(desk, fileCode: record.fileCode, id: id)

            #expect(first.ordinal == again.ordinal)
            let tasks = try await desk.tasks()
            #expect(tasks.isEmpty)
            await #expect(throws: RecordsRefusal.wrongState(record.fileCode, .open)) {
                try await self.exclude(desk, fileCode: record.fileCode)
            }
        }
    }

    @Test func `R46 entries are sealed in a chain that shows every change and every hole`() async throws {
        try await RecordDesk.with { desk in
            for count in 1...4 { _ = try await self.exclude(desk, count: count) }
            let intact = try await self.broken(desk)
            await #expect(throws: PostgresError.self) { try await desk.client.query("UPDATE exclusions SET count = 99 WHERE ordinal = 2") }
            await #expect(throws: PostgresError.self) { try await desk.client.query("DELETE FROM exclusions") }
            _ = try await desk.client.query("ALTER TABLE exclusions DISABLE TRIGGER exclusions_only_appended")
            _ = try await desk.client.query("UPDATE exclusions SET count = 99 WHERE ordinal = 2")
            let changed = try await self.broken(desk)
            _ = try await desk.client.query("UPDATE exclusions SET count = 2 WHERE ordinal = 2")
            let mended = try await self.broken(desk)
            _ = try await desk.client.query("DELETE FROM exclusions WHERE ordinal = 3")
            let holed = try await self.broken(desk)

            #expect(intact.isEmpty && mended.isEmpty)
            #expect(changed == [2])
            #expect(holed == [4])
        }
    }

    @Test func `R46 fifty entries at once draw fifty places`() async throws {
        try await RecordDesk.with { desk in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 { group.addTask { _ = try await self.exclude(desk) } }
                try await group.waitForAll()
            }
            let ledger = try await desk.client.withConnection { try await ExclusionStore(session: $0).list(agencyCode: "", after: 0) }

            #expect(ledger.map(\.ordinal) == Array(1...50))
            let broken = try await self.broken(desk)
            #expect(broken.isEmpty)
        }
    }

    @Test(arguments: [Hoso_Common_V1_SecrecyLevel.secret, .highlySecret, .topSecret, .unspecified, .UNRECOGNIZED(9)])
    func `R74 a document that is secret, or that nobody declared not to be, has no way in`(level: Hoso_Common_V1_SecrecyLevel) async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open()
            let request = Hoso_Records_V1_FileDocumentRequest.with {
                $0.recordID = Data(record.id.bytes)
                $0.officerCode = "CB01"
                $0.newDocument = .with {
                    $0.id = Data(desk.identifiers.next().bytes)
                    $0.title = "Phương án"
                    $0.paperTypeCode = "quyetDinh"
                    $0.file = .with {
                        $0.sha256 = Data(repeating: 3, count: 32)
                        $0.sizeBytes = 5
                        $0.mediaType = "application/pdf"
                    }
                    $0.secrecy = level
                }
            }

            await #expect(throws: HosoFailure.self) { try await desk.calls.fileDocument(request: request, context: .test) }
            let kept = try await desk.client.query("SELECT id FROM documents").count
            #expect(kept == 0)
        }
    }
}
