import Archive
import BlobStore
import Clocks
import Foundation
import Postgres
import RecordsDomain
import TestSupport
import Testing

@testable import Records

/// The way of records to the archive: packages, minutes, two signatures, acceptance.
@Suite(.timeLimit(.minutes(10))) struct TransferTests {
    @Test func `R46 R51 closed records go to the archive with packages and with minutes that both sides sign`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.closed()
            let wish = archive.wish([record])

            let opened = try await archive.transfers().open(wish, by: "CB01")
            let again = try await archive.transfers().open(wish, by: "CB01")
            try await archive.work()

            #expect(opened.state == .packing && again == opened && opened.ordinal == 1)
            #expect(try await archive.find(record).state == .submitted)
            let submission = try #require(try await archive.packages(record).first { $0.kind == .submission })
            let report = try await archive.examine(submission)
            #expect(report.findings.filter(\.isSerious) == [])
            #expect(report.contents.head[.fileCode] == record.fileCode && report.contents.head[.title] == record.title)
            #expect(report.contents.head[.maintenance] == "07" && report.contents.head[.totalDoc] == "2")
            #expect(report.contents.documents.map { $0.values[.codeNumber] } == ["1", "2"])
            #expect(report.contents.documents.allSatisfy { !$0.processPath.isEmpty })
            #expect(report.contents.properties == PackageProperties.record(try await archive.find(record)))
            let filed = try await PackageDocuments(postgres: archive.desk.client, record: record.id).page(after: 0, limit: 9)
            #expect(try report.contents.documents.map(\.properties) == filed.map(PackageProperties.document))

            let minuted = try await archive.transfers().find(wish.id)
            #expect(minuted.state == .minuted)
            let given = try await archive.transfers(signers: ["CB01"]).sign(
                wish.id, archive.appended(to: minuted.minutes, "giver"), asGiver: true, by: "CB01")
            let both = try await archive.transfers(signers: ["CB01", "LT01"]).sign(
                wish.id, archive.appended(to: given.giverMinutes, "receiver"), asGiver: false, by: "LT01")
            #expect(both.state == .bothSigned)
            let accepted = try await archive.transfers().accept(wish.id, by: "LT01")
            try await archive.work()

            #expect(accepted.state == .accepted)
            #expect(try await archive.find(record).state == .archived)
            let archival = try #require(try await archive.packages(record).first { $0.kind == .archival })
            let kept = try await archive.examine(archival)
            #expect(kept.findings.filter(\.isSerious) == [])
            #expect(kept.objectID.hasPrefix("urn:P_01_D:uuid-") && kept.contents.head[.arcFileCode] == "LT01.\(record.fileCode)")
            let steps = try await archive.desk.events().count { $0 == "records.transfer_progressed.v1" }
            #expect(steps == 5)
        }
    }

    @Test func `R46 minutes that are not the minutes, not signed or signed by the wrong side are refused`() async throws {
        try await ArchiveDesk.with { archive in
            let wish = archive.wish([try await archive.closed()])
            _ = try await archive.transfers().open(wish, by: "CB01")
            try await archive.work()
            let minutes = try await archive.transfers().find(wish.id).minutes
            let signed = try await archive.appended(to: minutes, "giver")
            let stranger = try await archive.blobs.put(Array(repeating: 7, count: 1 << 20))
            let other = try #require(StoredBlob(sha256: stranger.sha256, sizeBytes: stranger.sizeBytes))
            func sign(_ file: StoredBlob, _ asGiver: Bool, _ officer: String, _ transfers: TransferHandlers) async -> (any Error)? {
                do {
                    _ = try await transfers.sign(wish.id, file, asGiver: asGiver, by: officer)
                    return nil
                } catch { return error }
            }

            #expect(await sign(other, true, "CB01", archive.transfers(signers: ["CB01"])) is RecordsRefusal)
            #expect(await sign(try #require(minutes), true, "CB01", archive.transfers(signers: ["CB01"])) is RecordsRefusal)
            #expect(await sign(signed, true, "CB01", archive.transfers()) is RecordsRefusal)
            #expect(await sign(signed, true, "CB01", archive.transfers(signers: ["CB02"])) is RecordsRefusal)
            #expect(await sign(signed, true, "CB01", archive.transfers(signers: ["CB01"], verdict: .invalid)) is RecordsRefusal)
            #expect(await sign(signed, false, "LT01", archive.transfers(signers: ["CB01", "LT01"])) is RecordsRefusal)
            #expect(await sign(signed, true, "CB01", archive.transfers(signers: ["CB01"])) == nil)
            // Nobody signs for both sides, and nobody accepts before both have signed.
            let twice = try await archive.appended(to: signed, "receiver")
            #expect(await sign(twice, false, "CB01", archive.transfers(signers: ["CB01", "CB01"])) is RecordsRefusal)
            await #expect(throws: RecordsRefusal.self) { try await archive.transfers().accept(wish.id, by: "LT01") }
        }
    }

    @Test func `R46 the archive returns records with a reason, and they can be handed over again`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.closed()
            let first = archive.wish([record])
            _ = try await archive.transfers().open(first, by: "CB01")
            await #expect(throws: RecordsRefusal.self) { try await archive.transfers().giveBack(first.id, "ngắn", by: "LT01") }

            let returned = try await archive.transfers().giveBack(first.id, "Thiếu mục lục tài liệu", by: "LT01")

            #expect(returned.state == .returned)
            #expect(try await archive.find(record).state == .returned)
            let second = archive.wish([record])
            let opened = try await archive.transfers().open(second, by: "CB01")
            #expect(opened.ordinal == 2)
            await #expect(throws: RecordsRefusal.self) { try await archive.transfers().open(archive.wish([record]), by: "CB01") }
        }
    }

    @Test func `R48 late records are counted and stand in the minutes' transfer with their days`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.closed()
            archive.desk.clock.advance(by: .seconds(70 * 86_400))
            let wish = archive.wish([record])

            _ = try await archive.transfers().open(wish, by: "CB01")

            let lines = try await archive.desk.client.withConnection { try await TransferStore(session: $0).lines(of: wish.id) }
            let counts = try await archive.desk.client.withConnection { try await TransferStore(session: $0).counts([wish.id]) }
            #expect(lines.map(\.daysLate) == [10])
            #expect(counts[wish.id]?.late == 1)
        }
    }

    @Test func `R57 a damaged file stops its package with a reason, and nothing is handed over`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.closed()
            let filed = try await PackageDocuments(postgres: archive.desk.client, record: record.id).page(after: 0, limit: 9)
            try archive.damage(try #require(filed.first).document.fileSHA256)
            let wish = archive.wish([record])
            _ = try await archive.transfers().open(wish, by: "CB01")

            try await archive.work()

            let package = try #require(try await archive.packages(record).first)
            #expect(package.made == nil && package.failure.hasPrefix("damaged"))
            #expect(try await archive.transfers().find(wish.id).state == .packing)
        }
    }

    @Test func `R51 a copy for use carries the request, its last day and the mark, and nothing of the agency's own`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.closed()
            let today = archive.desk.today
            func request(_ days: Int) throws -> UseRequest {
                try UseRequest(
                    code: "YC-7", requestedOn: today, purpose: "02", purposeContent: "Thanh tra", feeObjectType: "", researchTopic: "",
                    receiverName: "Nguyễn Văn Đọc", expiresOn: today.adding(days: days), today: today)
            }
            let handler = MakeUsePackageHandler(keeping: archive.desk.keeping)
            let id = archive.desk.identifiers.next()
            await #expect(throws: RecordsRefusal.wrongState(record.fileCode, .closed)) {
                try await handler.ask(id, of: record.id, request(5), by: "LT01")
            }
            #expect(throws: RecordsRefusal.self) { try request(16) }
            try await archive.desk.archived(record)

            _ = try await handler.ask(id, of: record.id, request(5), by: "LT01")
            _ = try await handler.ask(id, of: record.id, request(5), by: "LT01")
            try await archive.work()

            let packages = try await archive.packages(record)
            #expect(packages.map(\.kind) == [.use])
            let report = try await archive.examine(try #require(packages.first))
            #expect(report.findings.filter(\.isSerious) == [])
            #expect(report.contents.head[.requestID] == "YC-7")
            #expect(report.contents.head[.description].contains("BẢN SAO") && report.contents.head[.description].contains(today.adding(days: 5).display))
            #expect(report.contents.properties == [])
            #expect(report.contents.documents.allSatisfy { $0.properties.isEmpty })
        }
    }
}

extension RecordDesk {
    /// Takes a closed record over without a transfer.
    func archived(_ record: WorkRecord) async throws {
        let mover = MoveRecordHandler(keeping: self.keeping, rules: TransferRules())
        let submitted = try await mover.move(record.id, .submit, expectedVersion: record.version, by: "CB01")
        _ = try await mover.move(record.id, .accept, expectedVersion: submitted.version, by: "LT01")
    }
}

extension ArchiveDesk {
    /// Changes a stored file, as a failing disk does.
    func damage(_ digest: [UInt8]) throws {
        let reference = try #require(BlobReference(sha256: digest, sizeBytes: 9))
        let path = "\(self.folder)/blobs/objects/\(reference.hex.prefix(2))/\(reference.hex)"
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try Data(repeating: 1, count: 9).write(to: URL(fileURLWithPath: path))
    }

    func remove(_ digest: [UInt8]) throws {
        let reference = try #require(BlobReference(sha256: digest, sizeBytes: 9))
        try FileManager.default.removeItem(atPath: "\(self.folder)/blobs/objects/\(reference.hex.prefix(2))/\(reference.hex)")
    }
}
