import Archive
import Clocks
import Postgres
import RecordsDomain
import TestSupport
import Testing

@testable import Records

/// A package that says it is of this suite is not believed: every value of its sheet is checked.
@Suite(.timeLimit(.minutes(10))) struct ImportHostilityTests {
    private static let record = ["id", "retentionYears", "year", "openedAt", "closedAt", "endedOn", "archivedOn"]
    private static let document = ["id", "form", "role", "ordinal", "pages", "storedAt", "filedAt", "fields", "issuedOn", "attachedTo"]

    private func sheet(
        _ archive: ArchiveDesk, breaking name: String, with value: String, inRecord: Bool
    ) async throws -> (record: [SheetProperty], document: [SheetProperty]) {
        let record = try await archive.closed()
        let filed = try await PackageDocuments(postgres: archive.desk.client, record: record.id).page(after: 0, limit: 1)
        func broken(_ properties: [SheetProperty], _ isHere: Bool) -> [SheetProperty] {
            properties.map { SheetProperty($0.name, isHere && $0.name == name ? value : $0.value) }
        }
        return (
            broken(PackageProperties.record(record), inRecord), broken(try PackageProperties.document(try #require(filed.first)), !inRecord)
        )
    }

    private func refused(_ name: String, inRecord: Bool) async throws {
        try await ArchiveDesk.with { from in
            let sheet = try await self.sheet(from, breaking: name, with: "\u{202E}✘-1", inRecord: inRecord)
            try await ArchiveDesk.with { to in
                let file = try await to.foreign(.archival, sheet: sheet) { _, _ in }
                let asked = try await to.imports().ask(file, agencyCode: "", archiveCode: "", retention: nil, by: "LT09")
                try await to.importAll()

                let task = try await to.imports().find(asked.id)
                #expect(task.outcome.state == .refused, "\(task.failure)")
                #expect(task.outcome.findings.contains { $0.isSerious && $0.place.hasPrefix("documentation/hoso.xml") && $0.english.contains(name) })
                let rows = try await to.desk.client.query("SELECT (SELECT count(*) FROM work_records) + (SELECT count(*) FROM documents)")
                #expect(try #require(rows.first).decode(Int.self) == 0)
            }
        }
    }

    @Test func `R51 every malformed value of a record's sheet is named, and nothing is held`() async throws {
        for name in Self.record { try await self.refused(name, inRecord: true) }
    }

    @Test func `R51 every malformed value of a document's sheet is named, and nothing is held`() async throws {
        for name in Self.document { try await self.refused(name, inRecord: false) }
    }
}
