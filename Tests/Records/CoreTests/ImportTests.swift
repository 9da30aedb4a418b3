import Archive
import BlobStore
import Clocks
import Foundation
import HosoProto
import Messaging
import Postgres
import RecordsDomain
import TestSupport
import Testing

@testable import Records

/// Packages from elsewhere, and from here, come in whole or not at all (R51, R58, R74).
@Suite(.timeLimit(.minutes(10))) struct ImportTests {
    /// Everything a package says but the ids and times of its own making.
    private static func said(_ report: PackageReport) -> [String] {
        let contents = report.contents
        let head = contents.head.texts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let documents = contents.documents.map { document in
            let values = document.values.texts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return "\(values) \(document.digest) \(document.mediaType) \(document.properties.map { "\($0.name)=\($0.value)" })"
        }
        return head + contents.properties.map { "\($0.name)=\($0.value)" } + documents
    }

    /// A package of a closed record, handed to an empty desk.
    private func carry(
        _ body: (_ from: ArchiveDesk, _ record: WorkRecord, _ package: PackageTask, _ to: ArchiveDesk) async throws -> Void
    ) async throws {
        try await ArchiveDesk.with { from in
            let record = try await from.closed()
            _ = try await from.transfers().open(from.wish([record]), by: "CB01")
            try await from.work()
            let package = try #require(try await from.packages(record).first)
            try await ArchiveDesk.with { to in try await body(from, record, package, to) }
        }
    }

    @Test func `R51 a package comes back in an empty database and leaves again with everything it had`() async throws {
        try await self.carry { from, record, package, to in
            let file = try await to.take(package, from: from)
            let asked = try await to.imports().ask(file, agencyCode: "", archiveCode: "", retention: nil, by: "LT09")
            try await to.importAll()

            let done = try await to.imports().find(asked.id)
            #expect(done.outcome.state == .imported, "\(done.outcome.findings) \(done.failure)")
            let held = try await to.find(record)
            let sent = try await from.find(record)
            #expect(held.state == .closed && held.fileCode == record.fileCode && held.title == record.title)
            #expect(held.openedAt == sent.openedAt && held.closedAt == sent.closedAt && held.details == sent.details)
            // It is told as what it is, once, and counts neither as work done here nor in the pace.
            let told = try await to.desk.client.query("SELECT name FROM event_log WHERE name LIKE 'records.record%'")
                .map { try $0.decode(String.self) }
            #expect(told == ["records.record_taken_in.v1"])
            let backlog = try await to.desk.calls.getBacklog(request: .init(), context: .test)
            #expect(backlog.total.takenIn == 1 && backlog.total.created == 0 && backlog.total.complete == 0)
            #expect(backlog.closedInWindow == 0 && backlog.openedInWindow == 0)
            _ = try await to.transfers().open(to.wish([held]), by: "CB01")
            try await to.work()
            let again = try #require(try await to.packages(held).first { $0.made != nil })
            let (before, after) = (try await from.examine(package), try await to.examine(again))
            #expect(after.findings.filter(\.isSerious) == [])
            #expect(Self.said(before) == Self.said(after))
            // The history only grows: by the import and by the new hand-over.
            for (old, new) in zip(before.contents.documents, after.contents.documents) {
                let (was, now) = (try await from.process(package, old.processPath), try await to.process(again, new.processPath))
                #expect(Set(was).isSubset(of: now))
                #expect(Set(now.map(\.kind)).subtracting(was.map(\.kind)) == ["imported"])
            }
        }
    }

    @Test func `R51 the same package twice is one record, and a refused one may be handed over again`() async throws {
        try await self.carry { from, record, package, to in
            let file = try await to.take(package, from: from)
            for _ in 0..<2 {
                _ = try await to.imports().ask(file, agencyCode: "", archiveCode: "", retention: nil, by: "LT09")
                try await to.importAll()
            }
            // Another container of the same record.
            _ = try await from.transfers().giveBack(try #require(package.transferID), "Thiếu chữ ký số", by: "LT01")
            _ = try await from.transfers().open(from.wish([record]), by: "CB01")
            try await from.work()
            let other = try #require(try await from.packages(record).first { $0.made?.file != package.made?.file })
            let second = try await to.imports().ask(
                to.take(other, from: from), agencyCode: "", archiveCode: "", retention: nil, by: "LT09")
            try await to.importAll()

            let done = try await to.imports().find(second.id)
            #expect(done.outcome.state == .imported && done.outcome.recordID == record.id)
            #expect(done.outcome.findings.contains { $0.kind == "conflict" && !$0.isSerious })
            let counts = try await to.desk.client.query("SELECT (SELECT count(*) FROM work_records), (SELECT count(*) FROM documents)")
            let (records, documents) = try #require(counts.first).decode((Int, Int).self)
            #expect(records == 1 && documents == 2)
        }
    }

    @Test func `R51 R57 a package with a changed byte or an invalid signature is refused with what is wrong, and nothing is held`() async throws {
        try await self.carry { from, record, package, to in
            let whole = try await from.bytes(package)
            var changed = whole
            let place = try #require(changed.firstRange(of: Array("%PDF-1.1".utf8)))
            changed[place.lowerBound + 6] ^= 1
            let damaged = try await to.put(changed)
            let refused = try await to.imports().ask(damaged, agencyCode: "", archiveCode: "", retention: nil, by: "LT09")
            try await to.importAll()
            let forged = try await to.imports().ask(to.put(whole), agencyCode: "", archiveCode: "", retention: nil, by: "LT09")
            try await to.importAll(verdict: .invalid)

            let first = try await to.imports().find(refused.id).outcome
            #expect(first.state == .refused && first.findings.contains { $0.kind == "changed" && $0.place.hasSuffix(".pdf") })
            let second = try await to.imports().find(forged.id).outcome
            #expect(second.state == .refused && second.findings.contains { $0.kind == "signature" })
            let rows = try await to.desk.client.query("SELECT count(*) FROM work_records")
            #expect(try #require(rows.first).decode(Int.self) == 0)

            // Judged anew when it is handed over again.
            _ = try await to.imports().ask(to.put(whole), agencyCode: "", archiveCode: "", retention: nil, by: "LT09")
            try await to.importAll()
            #expect(try await to.imports().find(forged.id).outcome.state == .imported)
        }
    }

    @Test func `R51 a record or document of that name with other content stops an import`() async throws {
        try await self.carry { from, record, package, to in
            let other = try await to.desk.open(title: "Khác")
            _ = try await to.desk.client.query("UPDATE work_records SET file_code = \(record.fileCode) WHERE id = \(other.id)")
            let asked = try await to.imports().ask(
                to.take(package, from: from), agencyCode: "", archiveCode: "", retention: nil, by: "LT09")
            try await to.importAll()

            let outcome = try await to.imports().find(asked.id).outcome
            #expect(outcome.state == .refused && outcome.findings.contains { $0.kind == "conflict" && $0.isSerious })
            let documents = try await to.desk.client.query("SELECT count(*) FROM documents")
            #expect(try #require(documents.first).decode(Int.self) == 0)
        }
    }

    // MARK: Packages of others

    @Test func `R51 a package of another software is held with every field it had, and leaves with them`() async throws {
        try await ArchiveDesk.with { archive in
            let file = try await archive.foreign(.archival) { head, document in
                head[.keyword] = "đất đai"
                head[.inforSign] = "Đ12"
                head[.numberOfPaper] = "7"
                document[.autograph] = "Đồng ý. Ký tên."
                document[.keyword] = "giao đất"
            }
            let asked = try await archive.imports().ask(file, agencyCode: "H99.12", archiveCode: "LT01", retention: nil, by: "LT09")
            try await archive.importAll()

            let outcome = try await archive.imports().find(asked.id).outcome
            #expect(outcome.state == .imported, "\(outcome.findings)")
            let id = try #require(outcome.recordID)
            let record = try #require(try await archive.desk.client.withConnection { try await RecordStore(session: $0).find(id: id) })
            #expect(record.fileCode == "G05.2019.03" && record.state == .archived && record.retention == .permanent)
            #expect(record.details.endedOn?.iso8601 == "2019-12-31")

            let kept = try await archive.examine(archive.pack(record, .archival))
            let before = try await archive.examine(file)
            #expect(kept.findings.filter(\.isSerious) == [])
            for field in [Field.keyword, .inforSign, .numberOfPaper, .title, .startDate, .endDate, .maintenance, .mode] {
                #expect(kept.contents.head[field] == before.contents.head[field], "\(field)")
            }
            let (old, new) = (try #require(before.contents.documents.first), try #require(kept.contents.documents.first))
            #expect(old.digest == new.digest && new.mediaType == "image/jpeg" && new.path.hasSuffix(".jpg"))
            #expect(old.values.fields.allSatisfy { old.values[$0] == new.values[$0] || [.arcFileCode, .docCode].contains($0) })
            // Its process file is of another form: it goes on as it came.
            #expect(try await archive.bytes(of: kept, new.processPath) == Array("<flow><start/></flow>".utf8))
        }
    }

    @Test func `R74 a package with secret content, a copy for use and an unknown retention are refused`() async throws {
        try await ArchiveDesk.with { archive in
            func findings(_ file: StoredBlob, retention: RetentionPeriod? = nil, agency: String = "H99.12") async throws -> [ImportFinding] {
                let asked = try await archive.imports().ask(file, agencyCode: agency, archiveCode: "", retention: retention, by: "LT09")
                try await archive.importAll()
                return try await archive.imports().find(asked.id).outcome.findings.filter(\.isSerious)
            }
            let secret = try await archive.foreign(.archival) { _, document in document[.mode] = "03" }
            let other = try await archive.foreign(.archival) { head, _ in head[.maintenance] = "07" }
            let nobody = try await archive.foreign(.archival) { head, _ in head[.keyword] = "x" }

            // Files have the machine's times: what came, came before now.
            archive.desk.clock.advance(by: .seconds(20 * 366 * 86_400))
            #expect(try await findings(secret).contains { $0.english.contains("state secrets") })
            let gone = try #require(BlobReference(sha256: secret.sha256, sizeBytes: secret.sizeBytes))
            #expect(try await !archive.blobs.contains(gone))
            #expect(try await findings(other).contains { $0.english.contains("name the retention") })
            #expect(try await findings(nobody, agency: "").contains { $0.english.contains("name the agency") })
            #expect(try await findings(archive.put(Array("PK không phải gói".utf8))).contains { $0.kind == "container" })
            #expect(try await findings(other, retention: .years(15)) == [])
        }
    }

    @Test func `R51 an import that died is taken up again, and two workers make one record`() async throws {
        try await self.carry { from, record, package, to in
            let asked = try await to.imports().ask(
                to.take(package, from: from), agencyCode: "", archiveCode: "", retention: nil, by: "LT09")
            let store = { @Sendable in
                try await to.desk.client.withConnection {
                    try await ImportStore(session: $0).claim(at: to.desk.clock.now(), lease: ImportService.lease)
                }
            }
            // The first worker has read everything and dies before it writes.
            let first = try #require(try await store())
            let read = try await to.importing().importer.read(first, at: to.desk.clock.now())
            #expect(try await store() == nil)
            to.desk.clock.advance(by: ImportService.lease + .seconds(1))
            try await to.importAll()
            // It was not dead after all.
            try await ImportDecision(keeping: to.desk.keeping, blobs: to.blobs).decide(first, read.contents, read.findings)

            #expect(try await to.imports().find(asked.id).outcome.state == .imported)
            let acts = try await to.desk.client.query("SELECT count(*) FROM record_acts WHERE act = 'imported'")
            #expect(try #require(acts.first).decode(Int.self) == 1)
        }
    }

    // MARK: The 2019 standard

    @Test func `R58 a record of the 2019 standard is held with its values and its mark, once`() async throws {
        try await ArchiveDesk.with { archive in
            let scan = try await archive.put(Array("%PDF-1.4 quét".utf8))
            let record = LegacyRecord(
                agencyCode: "H99.12",
                values: [
                    "Mã hồ sơ": "LT01.P02.01.0007", "Tiêu đề": "Hồ sơ giao đất 1998", "Thời hạn bảo quản": "20 năm", "Từ khóa": "giao đất",
                    "Thời gian bắt đầu": "2/3/1998", "Thời gian kết thúc": "31/12/1998", "Số tờ": "12", "Tổng số văn bản": "2",
                ],
                documents: [
                    .init(row: 2, values: [
                        "STT": "1", "Tên loại": "Quyết định", "Trích yếu": "Giao đất", "Ngày": "24/5/1998", "Số": "12", "Bút tích": "Đã duyệt",
                    ], file: scan),
                    .init(row: 3, values: ["STT": "2", "Tên loại": "Bản vẽ", "Trích yếu": "Sơ đồ", "Ngày": "1998"], file: nil),
                ], retention: nil)
            let first = try await archive.imports().importLegacy(record, asCame: [1, 2, 3], by: "LT09")
            let second = try await archive.imports().importLegacy(record, asCame: [1, 2, 3], by: "LT09")

            #expect(first.outcome.state == .imported, "\(first.outcome.findings)")
            #expect(first.outcome.kind == "TT02" && second.id == first.id && second.outcome.recordID == first.outcome.recordID)
            let id = try #require(first.outcome.recordID)
            let held = try #require(try await archive.desk.client.withConnection { try await RecordStore(session: $0).find(id: id) })
            #expect(held.retention == .years(20) && held.details.endedOn?.iso8601 == "1998-12-31")
            let acts = try await archive.desk.client.withConnection { try await ActStore(session: $0).list(of: id) }
            #expect(acts.map(\.name) == ["importedTT02"])
            let report = try await archive.examine(archive.pack(held, .submission))
            #expect(report.findings.filter(\.isSerious) == [])
            #expect(report.contents.head[.keyword] == "giao đất" && report.contents.head[.numberOfPaper] == "12")
            #expect(report.contents.documents.map { $0.values[.typeName] } == ["02", "31"])
            #expect(report.contents.documents.map { $0.values[.issuedDate] } == ["24/05/1998", "1998"])
            #expect(report.contents.documents.first?.values[.autograph] == "Đã duyệt")
        }
    }

    @Test func `R58 R74 what is missing, malformed or secret is named by row and column`() async throws {
        try await ArchiveDesk.with { archive in
            let record = LegacyRecord(
                agencyCode: "H99.12", values: ["Mã hồ sơ": "X.1", "Thời hạn bảo quản": "lâu"],
                documents: [
                    .init(row: 2, values: ["STT": "0", "Tên loại": "Quyết định", "Ngày": "31/2/1998"], file: nil),
                    .init(row: 3, values: ["STT": "2", "Tên loại": "Công văn", "Trích yếu": "x", "Độ mật": "Tuyệt mật"], file: nil),
                    .init(row: 4, values: ["STT": "3", "Tên loại": "Công văn", "Trích yếu": "x", "Chế độ sử dụng": "Mật"], file: nil),
                ], retention: nil)
            let outcome = try await archive.imports().importLegacy(record, asCame: [7], by: "LT09").outcome

            #expect(outcome.state == .refused && outcome.recordID == nil)
            let places = Set(outcome.findings.filter(\.isSerious).map(\.place))
            #expect(places == ["Tiêu đề", "Thời hạn bảo quản", "dòng 2, Ngày", "dòng 2, Trích yếu", "dòng 2, STT", "dòng 3", "dòng 4"])
        }
    }
}
