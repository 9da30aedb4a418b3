import Clocks
import Postgres
import RecordsDomain
import TestSupport
import Testing

@testable import Records

/// Filing by rules, on a real PostgreSQL.
@Suite(.timeLimit(.minutes(10))) struct FilingRuleStoreTests {
    private func file(
        _ desk: RecordDesk, _ document: FileDocumentHandler.NewDocument, type: String = "quyetDinh", reference: String = ""
    ) async throws -> (record: WorkRecord, ordinal: Int, opened: Bool) {
        let origin = FileByRuleHandler.Origin(
            agencyCode: RecordDesk.agency, year: 2026, facts: FilingFacts(paperTypeCode: type, subject: document.title),
            reference: reference)
        return try await FileByRuleHandler(keeping: desk.keeping, judge: SignatureJudge { _ in [] }).file(
            document, from: origin, recordID: desk.identifiers.next(), by: "CB01")
    }

    @Test func `R43 H-09 the first document of a matter opens its record, the next finds it by reference`() async throws {
        try await RecordDesk.with { desk in
            let first = desk.new("12")
            let opened = try await self.file(desk, first)
            let again = try await self.file(desk, first)
            let answer = try await self.file(desk, desk.new("13", file: 2), type: "congVan", reference: "12/QĐ-UBND")

            #expect(opened.opened && opened.ordinal == 1)
            #expect(opened.record.planNotation == "01.TH")
            #expect(!again.opened && again.record.id == opened.record.id && again.ordinal == 1)
            #expect(!answer.opened && answer.record.id == opened.record.id && answer.ordinal == 2)
        }
    }

    @Test func `R43 what no rule takes opens nothing`() async throws {
        try await RecordDesk.with { desk in
            await #expect(throws: RecordsRefusal.noRule) {
                try await self.file(desk, desk.new("14"), type: "congVan", reference: "99/QĐ-UBND")
            }
            let records = try await desk.client.query("SELECT id FROM work_records").count
            #expect(records == 0)
        }
    }
}
