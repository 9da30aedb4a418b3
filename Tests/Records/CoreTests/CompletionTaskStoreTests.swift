import Clocks
import HosoProto
import Postgres
import RecordsDomain
import TestSupport
import Testing

@testable import Records

/// What is missing becomes a task, and the task closes by itself.
@Suite(.timeLimit(.minutes(10))) struct CompletionTaskStoreTests {
    @Test func `R46 what is missing is a task of a named person with a date, told in a whole sentence`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open()

            let tasks = try await desk.tasks()

            #expect(tasks.map(\.kind) == ["documentMissing"])
            #expect(tasks.first?.officerCode == "CB07")
            #expect(tasks.first?.fileCode == record.fileCode)
            let due = desk.today.adding(days: 10)
            #expect(tasks.first?.sentenceVi == "thiếu «Quyết định»: cần 1, mới có 0; CB07 khắc phục, hạn \(due.display)")
            #expect(tasks.first?.sentenceEn == "«Quyết định» is missing: 1 needed, 0 there; CB07 mends it until \(due.iso8601)")
            let others = try await desk.tasks(officer: "CB01")
            #expect(others.isEmpty)
        }
    }

    @Test func `R46 tasks close by themselves as gaps are filled, until closing is the only one left`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open()
            let filed = try await desk.file(desk.new(""), in: record)
            let afterFiling = try await desk.tasks().map(\.key)
            let ended = try await desk.end(filed)
            let afterEnd = try await desk.tasks().map(\.key)

            #expect(afterFiling == ["documentField:1:number"])
            #expect(afterEnd == ["documentField:1:number"])
            await #expect(throws: RecordsRefusal.incomplete([.documentField(ordinal: 1, .number)])) {
                try await desk.close(ended)
            }
            let events = try await desk.events()
            #expect(
                events == [
                    "records.record_opened.v1", "records.completeness_changed.v1", "records.document_filed.v1",
                    "records.completeness_changed.v1",
                ])
        }
    }

    @Test func `R46 R47 a record with everything is closed, and nobody has a task any more`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open()
            let ended = try await desk.end(try await desk.file(desk.new(), in: record))
            let before = try await desk.tasks().map(\.kind)

            let closed = try await desk.close(ended)

            #expect(before == ["notClosed"])
            #expect(closed.state == .closed)
            let after = try await desk.tasks()
            #expect(after.isEmpty)
        }
    }

    @Test func `R47 a signature counts by what the signing service says of it`() async throws {
        try await RecordDesk.with { plain in
            var desk = plain
            desk.verdicts = [FiledSignature(kind: .personal, signer: "LD01", verdict: .invalid)]
            let record = try await desk.open()
            // The caller claims a valid one.
            let claimed = desk.new { $0.signatures = [FiledSignature(kind: .personal, signer: "LD01", verdict: .valid)] }

            let ended = try await desk.end(try await desk.file(claimed, in: record))

            await #expect(throws: RecordsRefusal.incomplete([.signatureInvalid(ordinal: 1, .personal)])) {
                try await desk.close(ended)
            }
            let officers = try await desk.tasks().map(\.officerCode)
            #expect(officers == ["LD01"])
        }
    }

    @Test func `R47 a duplicate is taken out on record, anything else only with a reason that holds`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open()
            try await desk.file(desk.new("12"), in: record)
            try await desk.file(desk.new("13", form: .attachment), in: record)
            let removing = RemoveDocumentHandler(keeping: desk.keeping)

            await #expect(throws: RecordsRefusal.badValue("reason", "supersededDraft")) {
                try await removing.remove(ordinal: 2, from: record.id, because: .supersededDraft, note: "", by: "CB01")
            }
            await #expect(throws: RecordsRefusal.notFiled(ordinal: 9)) {
                try await removing.remove(ordinal: 9, from: record.id, because: .duplicate, note: "", by: "CB01")
            }
            let after = try await removing.remove(ordinal: 2, from: record.id, because: .duplicate, note: "", by: "CB01")

            let (left, acts) = try await desk.client.withConnection {
                (try await RecordStore(session: $0).documents(of: record.id), try await ActStore(session: $0).list(of: record.id))
            }
            #expect(left.map(\.ordinal) == [1])
            #expect(acts.map(\.name) == ["removed"])
            #expect(acts.first?.ordinal == 2 && acts.first?.officerCode == "CB01" && acts.first?.reason == "duplicate")
            let next = try await desk.file(desk.new("14", form: .attachment, file: 9), in: after)
            #expect(next.lastOrdinal == 3 && next.documentCount == 2)
            let ordinals = try await desk.client.withConnection { try await DocumentStore(session: $0).filed(in: record.id) }.map(\.ordinal)
            #expect(ordinals == [1, 3])
        }
    }

    @Test func `R43 a record is opened ad hoc with its five fields, once`() async throws {
        try await RecordDesk.with { desk in
            let wish = { (notation: String) in
                OpenRecordHandler.Wish(
                    id: desk.identifiers.next(), agencyCode: "H99.12", year: 2026, planNotation: "", notation: notation,
                    title: "Hồ sơ đột xuất", retention: .years(10), creator: "Văn phòng", details: RecordDetails())
            }
            let handler = OpenRecordHandler(keeping: desk.keeping)
            let first = wish("90.DX")

            let opened = try await handler.open(first, by: "CB01")
            let again = try await handler.open(first, by: "CB01")

            #expect(opened.fileCode == "H99.12.2026.90.DX")
            #expect(again == opened)
            await #expect(throws: RecordsRefusal.notationTwice("90.DX")) { try await handler.open(wish("90.DX"), by: "CB01") }
            await #expect(throws: RecordsRefusal.badNotation("DX")) { try await handler.open(wish("DX"), by: "CB01") }
        }
    }

    @Test func `R44 a paper needs the shelf of its record`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open()
            let filed = try await desk.file(desk.new(form: .paper), in: record)
            let keys = try await desk.tasks().map(\.key)
            var details = filed.details
            details.shelfPlace = "K1.G2.H3"

            _ = try await DescribeRecordHandler(keeping: desk.keeping).describe(
                record.id, as: details, expectedVersion: filed.version, by: "CB01")

            #expect(keys == ["recordField:shelfPlace"])
            let after = try await desk.tasks()
            #expect(after.isEmpty)
        }
    }

    @Test func `R42 a plan keeps the contracts of its entries`() async throws {
        try await RecordDesk.with { desk in
            let plan = try await FilingPlanHandlers(postgres: desk.client, clock: desk.clock).find(agencyCode: "H99.12", year: 2026)
            let expected = try RecordDesk.contract()

            #expect(plan.entries.map(\.contract) == [expected])
            #expect(try FilingPlan(wire: RecordsWire.message(plan)).entries == plan.entries)
        }
    }
}
