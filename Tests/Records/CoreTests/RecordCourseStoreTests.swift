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

extension ServerContext {
    /// The context of a call that nobody made over a wire.
    static var test: ServerContext {
        get async {
            await withServerContextRPCCancellationHandle { handle in
                ServerContext(
                    descriptor: MethodDescriptor(fullyQualifiedService: "test", method: "test"), remotePeer: "test",
                    localPeer: "test", cancellation: handle)
            }
        }
    }
}

/// The way of a closed record to the archive, on record.
@Suite(.timeLimit(.minutes(10))) struct RecordCourseStoreTests {
    private func move(_ desk: RecordDesk, _ record: WorkRecord, _ step: RecordStep, by officer: String) async throws -> WorkRecord {
        try await MoveRecordHandler(keeping: desk.keeping, rules: TransferRules()).move(
            record.id, step, expectedVersion: record.version, by: officer)
    }

    @Test func `R46 R48 a record goes to the archive by two people, every step on record`() async throws {
        try await RecordDesk.with { desk in
            let closed = try await desk.closed()

            let submitted = try await self.move(desk, closed, .submit, by: "CB01")
            let returned = try await self.move(desk, submitted, .returned(reason: "Thiếu mục lục"), by: "LT01")
            let again = try await self.move(desk, returned, .submit, by: "CB01")
            await #expect(throws: RecordsRefusal.badValue("officerCode", "CB01")) {
                try await self.move(desk, again, .accept, by: "CB01")
            }
            let archived = try await self.move(desk, again, .accept, by: "LT01")

            #expect(archived.state == .archived)
            let acts = try await desk.client.withConnection { try await ActStore(session: $0).list(of: closed.id) }
            #expect(acts.map(\.name) == ["submit", "return", "submit", "accept"])
            let moves = try await desk.events().count { $0 == "records.record_moved.v1" }
            #expect(moves == 4)
            let backlog = try await desk.calls.getBacklog(request: .init(), context: .test)
            #expect(backlog.total.transferred == 1 && backlog.total.complete == 1)
        }
    }

    @Test func `R48 what is to be transferred is listed with its dates`() async throws {
        try await RecordDesk.with { desk in
            let closed = try await desk.closed()

            let all = try await desk.calls.listTransfers(request: .init(), context: .test)
            let due = try await desk.calls.listTransfers(request: .with { $0.dueOnly = true }, context: .test)

            #expect(all.transfers.map(\.record.fileCode) == [closed.fileCode])
            #expect(all.transfers.first?.dueOn.date == desk.today.adding(days: 60))
            #expect(all.transfers.first?.standing == .later)
            #expect(due.transfers.isEmpty)
        }
    }

    @Test func `R54 a frozen record is not moved, described anew or emptied`() async throws {
        try await RecordDesk.with { desk in
            let closed = try await desk.closed()
            let handler = MoveRecordHandler(keeping: desk.keeping, rules: TransferRules())
            let held = try await handler.hold(closed.id, true, reason: "Vụ án 12/2026, Tòa án tỉnh", by: "LD01")

            await #expect(throws: RecordsRefusal.onHold("Vụ án 12/2026, Tòa án tỉnh")) {
                try await self.move(desk, held, .submit, by: "CB01")
            }
            let released = try await handler.hold(closed.id, false, reason: "Bản án đã có hiệu lực", by: "LD01")
            let submitted = try await self.move(desk, released, .submit, by: "CB01")

            #expect(submitted.state == .submitted)
            let open = try await desk.open()
            let filed = try await desk.file(desk.new(), in: open)
            let frozen = try await handler.hold(open.id, true, reason: "Vụ án 12/2026, Tòa án tỉnh", by: "LD01")
            await #expect(throws: RecordsRefusal.onHold("Vụ án 12/2026, Tòa án tỉnh")) {
                try await RemoveDocumentHandler(keeping: desk.keeping).remove(
                    ordinal: 1, from: filed.id, because: .misfiled, note: "Gửi nhầm đơn vị khác", by: "CB01")
            }
            await #expect(throws: RecordsRefusal.onHold("Vụ án 12/2026, Tòa án tỉnh")) { try await desk.end(frozen) }
        }
    }

    @Test func `R54 acts are only appended`() async throws {
        try await RecordDesk.with { desk in
            _ = try await self.move(desk, desk.closed(), .submit, by: "CB01")

            await #expect(throws: PostgresError.self) { try await desk.client.query("UPDATE record_acts SET officer_code = 'X'") }
            await #expect(throws: PostgresError.self) { try await desk.client.query("TRUNCATE record_acts") }
        }
    }

    @Test func `R47 a review names every gap, also what waits for the end`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open()

            let review = try await desk.calls.reviewRecord(request: .with { $0.recordID = Data(record.id.bytes) }, context: .test)

            #expect(review.gaps.map(\.kind) == ["empty", "documentMissing", "recordField"])
            #expect(review.gaps.last?.key == "recordField:endDate")
            #expect(review.contract.documents.map(\.code) == ["QD"])
        }
    }

    @Test func `tasks come page by page without loss`() async throws {
        try await RecordDesk.with { desk in
            for number in 1...7 { _ = try await desk.open(title: "Hồ sơ \(number)") }
            var seen: [Data] = []
            var after = Data()
            repeat {
                let page = try await desk.calls.listTasks(
                    request: .with {
                        $0.limit = 3
                        $0.afterTaskID = after
                    }, context: .test)
                seen += page.tasks.map(\.id)
                after = page.nextAfterTaskID
            } while !after.isEmpty

            #expect(seen.count == 7)
            #expect(Set(seen).count == 7)
        }
    }
}
