import Archive
import BlobStore
import Clocks
import Foundation
import Logging
import Messaging
import Postgres
import RecordsDomain
import TestSupport
import Testing

@testable import Records

/// What a council decides to destroy is gone from the store, and only that (R54).
@Suite(.timeLimit(.minutes(10))) struct FileRemovalTests {
    @Test func `R54 the files of a destroyed record are removed with its packages and exports, and its description stays`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.archivedWithPackages()
            let exporter = RecordExporter(keeping: archive.desk.keeping, blobs: archive.blobs, scratch: archive.folder)
            _ = try await exporter.export(record.id, by: "LT01")
            let before = try await archive.stored()
            try await archive.destroy(record)
            try await archive.removeAll()

            let (after, minutes) = (try await archive.stored(), try await archive.minutes())
            #expect(before.count == 8 && minutes.count == 3 && after == minutes)
            let held = try await archive.find(record)
            #expect(held.state == .destroyed && held.documentCount == 2)
            let rows = try await archive.desk.client.query(
                "SELECT title, content, coalesce(length(file_sha256), 0), destroyed_at IS NOT NULL FROM documents ORDER BY id")
            for row in rows {
                let (title, content, digest, isDestroyed) = try row.decode((String, String, Int, Bool).self)
                #expect(!title.isEmpty && content.isEmpty && digest == 0 && isDestroyed)
            }
            let acts = try await archive.desk.client.withConnection { try await ActStore(session: $0).list(of: record.id) }
            #expect(acts.filter { $0.name == "fileRemoved" }.count == 5 && acts.allSatisfy { $0.name != "fileRemoved" || $0.decision == "12/QĐ" })
            // The check of the store does not miss what was destroyed.
            let health = try await archive.desk.client.withConnection { try await FileCheckStore(session: $0).health(at: archive.desk.clock.now()) }
            #expect(health.files == 3)
        }
    }

    @Test func `R45 R54 a file that another record, an owner or a later upload needs is kept with the reason`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.archivedWithPackages()
            let filed = try await PackageDocuments(postgres: archive.desk.client, record: record.id).page(after: 0, limit: 9)
            let (shared, again) = (try #require(filed.first), try #require(filed.last))
            let other = try await archive.desk.open(title: "Hồ sơ khác")
            _ = try await FileDocumentHandler(keeping: archive.desk.keeping, judge: SignatureJudge { _ in [] }).file(
                .known(shared.document.id), as: "", in: other.id, by: "CB05")
            try await archive.destroy(record)
            let file = try #require(BlobReference(sha256: again.document.fileSHA256, sizeBytes: again.document.fileSizeBytes))
            _ = try await archive.blobs.put(archive.blobs.get(file))
            // The store's times are the machine's.
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 4_000_000_000)],
                ofItemAtPath: "\(archive.folder)/blobs/objects/\(file.hex.prefix(2))/\(file.hex)")
            try await archive.removeAll()

            let rows = try await archive.desk.client.query("SELECT sha256, reason FROM file_removals WHERE outcome = 'kept'")
            let kept = try Dictionary(uniqueKeysWithValues: rows.map { try $0.decode(([UInt8], String).self) })
            #expect(kept[shared.document.fileSHA256]?.contains(other.fileCode) == true)
            #expect(kept[again.document.fileSHA256]?.contains("put again") == true)
            #expect(kept.count == 2)
            let first = try #require(BlobReference(sha256: shared.document.fileSHA256, sizeBytes: shared.document.fileSizeBytes))
            #expect(try await archive.blobs.contains(first))
            #expect(try await archive.blobs.contains(file))
            let document = try await archive.desk.client.withConnection { try await DocumentStore(session: $0).find(id: shared.document.id) }
            #expect(document?.fileSHA256 == shared.document.fileSHA256)
        }
    }

    @Test func `R54 an owner's paper outlives the record it was filed in`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.archivedWithPackages()
            _ = try await archive.desk.client.query("UPDATE documents SET owner_id = '097000000001'")
            try await archive.destroy(record)
            try await archive.removeAll()

            let rows = try await archive.desk.client.query("SELECT count(*) FROM file_removals WHERE reason LIKE '%owner%'")
            #expect(try #require(rows.first).decode(Int.self) == 2)
        }
    }

    // Where the process dies: before anything, after letting go, after the file is gone.
    @Test(arguments: 0...2)
    func `R54 a removal that died is finished by the next process, once`(place: Int) async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.archivedWithPackages()
            try await archive.destroy(record)
            let due = try #require(try await archive.removals.claim())
            if place > 0 { #expect(try await archive.removals.release(due) == nil) }
            let file = try #require(BlobReference(sha256: due.file.sha256, sizeBytes: due.file.sizeBytes))
            if place > 1 { #expect(try await archive.blobs.remove(file, putBefore: due.decidedAt)) }
            #expect(try await archive.removals.claim()?.file != due.file)
            archive.desk.clock.advance(by: FileRemovalService.lease + .seconds(1))

            try await archive.removeAll()

            #expect(try await !archive.blobs.contains(file))
            let rows = try await archive.desk.client.query(
                "SELECT count(*) FILTER (WHERE outcome = 'removed'), count(*), (SELECT count(*) FROM record_acts WHERE act = 'fileRemoved') FROM file_removals")
            let (removed, all, acts) = try #require(rows.first).decode((Int, Int, Int).self)
            #expect(removed == all && acts == all)
        }
    }
}

extension ArchiveDesk {
    var removals: FileRemovalService {
        FileRemovalService(keeping: self.desk.keeping, blobs: self.blobs, idlePause: .milliseconds(10), logger: Logger(label: "test"))
    }

    func removeAll() async throws { while try await self.removals.removeOne() {} }

    /// A record that the archive keeps, with its SIP and AIP.
    func archivedWithPackages() async throws -> WorkRecord {
        let record = try await self.closed()
        let wish = self.wish([record])
        _ = try await self.transfers().open(wish, by: "CB01")
        try await self.work()
        let given = try await self.transfers(signers: ["CB01"]).sign(
            wish.id, self.appended(to: self.transfers().find(wish.id).minutes, "g"), asGiver: true, by: "CB01")
        _ = try await self.transfers(signers: ["CB01", "LT01"]).sign(
            wish.id, self.appended(to: given.giverMinutes, "r"), asGiver: false, by: "LT01")
        _ = try await self.transfers().accept(wish.id, by: "LT01")
        try await self.work()
        return try await self.find(record)
    }

    /// Destroys a record by a decision, after its retention.
    func destroy(_ record: WorkRecord) async throws {
        // Files have the machine's times: the decision lies after all of them.
        self.desk.clock.advance(by: .seconds(20 * 366 * 86_400))
        let mover = MoveRecordHandler(keeping: self.desk.keeping, rules: TransferRules())
        let proposed = try await mover.move(
            record.id, .proposeDestruction(reason: "Hết thời hạn"), expectedVersion: record.version, by: "LT01")
        _ = try await mover.move(record.id, .destroy(decision: "12/QĐ"), expectedVersion: proposed.version, by: "LT02")
    }

    /// Digests of everything in the store.
    func stored() async throws -> Set<[UInt8]> {
        var digests: Set<[UInt8]> = []
        for try await reference in self.blobs.allReferences() { digests.insert(reference.sha256) }
        return digests
    }

    /// Digests of minutes, which stay.
    func minutes() async throws -> Set<[UInt8]> {
        let rows = try await self.desk.client.query("SELECT minutes_sha256, giver_sha256, signed_sha256 FROM archive_transfers")
        return try Set(rows.flatMap { row in
            let (first, second, third) = try row.decode(([UInt8], [UInt8], [UInt8]).self)
            return [first, second, third]
        })
    }
}
