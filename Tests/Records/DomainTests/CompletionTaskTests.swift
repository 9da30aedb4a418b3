import Clocks
import RecordsDomain
import Testing

/// Who has to bring what until when.
@Suite struct CompletionTaskTests {
    @Test func `R46 a missing document is a task of the officer the contract names, from the day of opening`() throws {
        var record = try CorpusCase.spotless()
        record.remove(1)
        record.details.endedOn = nil
        record.dossierFinished = false

        let due = try record.check().due()

        let task = try #require(due.first { $0.gap.kind == "documentMissing" })
        #expect(task.officerCode == "CB07")
        #expect(task.dueOn == CorpusCase.openedAt.vietnamDate.adding(days: 5))
        #expect(!due.contains { $0.gap == .dossierUnfinished })
    }

    @Test func `R46 the signer mends the signature, who filed it the fields, the keeper the rest`() throws {
        var record = try CorpusCase.spotless()
        try record.change(2) {
            $0.signatures = []
            $0.pages = 0
        }
        record.details.language = ""

        let due = try record.check().due()

        #expect(due.first { $0.gap == .unsigned(ordinal: 2) }?.officerCode == "LD01")
        #expect(due.first { $0.gap == .documentField(ordinal: 2, .pages) }?.officerCode == "CB05")
        #expect(due.first { $0.gap == .recordField(.language) }?.officerCode == "CB01")
        #expect(due.first { $0.gap == .unsigned(ordinal: 2) }?.documentTitle == "Tài liệu 2")
    }

    @Test func `R46 when everything is there and the work has ended, closing is the task`() throws {
        let due = try CorpusCase.spotless().check().due()

        #expect(due.map(\.gap) == [.notClosed])
        #expect(due.first?.officerCode == "CB01")
        #expect(due.first?.dueOn == CorpusCase.openedAt.vietnamDate.adding(days: 30))
    }

    @Test func `H-17 a record out of the count asks nothing of anybody`() throws {
        var record = try CorpusCase.spotless()
        record.remove(1)
        record.details.excluded = true

        #expect(try record.check().due().isEmpty)
    }

    @Test func `R46 a task stays while its gap stays, and closes when it is filled`() throws {
        var record = try CorpusCase.spotless()
        record.remove(4)
        record.remove(5)
        record.remove(6)
        let before = try record.check().due()
        record.documents.append(try CorpusCase.document(4, "congVan", [.organization]))
        let between = try record.check().due()
        record.documents.append(try CorpusCase.document(5, "congVan", [.organization]))
        let after = try record.check().due()
        let keyed = { (list: [Incompleteness]) in Dictionary(uniqueKeysWithValues: list.map { ($0.gap.key, $0.fingerprint) }) }

        let moved = TaskChange(open: keyed(before), now: between)
        let filled = TaskChange(open: keyed(between), now: after)

        #expect(moved.opened.isEmpty && moved.closed.isEmpty)
        #expect(moved.moved.map(\.gap) == [.documentMissing(code: "CV", name: "Công văn lấy ý kiến", have: 1, need: 2)])
        #expect(filled.closed == ["documentMissing:CV"])
        #expect(filled.opened.map(\.gap) == [.notClosed])
        #expect(TaskChange(open: keyed(after), now: after).isEmpty)
    }

    @Test(arguments: [
        (100, 28, 0, 100), (100, 56, 28, 100), (1, 28, 0, 1), (0, 0, 0, 0), (100, 0, 0, nil), (100, 28, 28, nil), (10, 3, 0, 94),
        (Int.max, 28, 0, nil),
    ] as [(Int, Int, Int, Int?)])
    func `H-04 a backlog lasts as long as today's pace says, or for ever`(incomplete: Int, closed: Int, opened: Int, days: Int?) {
        let today = CorpusCase.openedAt.vietnamDate
        let forecast = BacklogForecast(incomplete: incomplete, closedInWindow: closed, openedInWindow: opened)

        #expect(forecast.end(from: today) == days.map { today.adding(days: $0) })
    }
}
