import Clocks
import Foundation
import HosoProto
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Records

/// Who may fetch a stored file by its digest, on a real PostgreSQL (R53, R75).
@Suite(.timeLimit(.minutes(10))) struct FileRightsTests {
    private func restrict(_ desk: RecordDesk, _ subject: RightSubject, _ id: Identifier, to readers: [String]) async throws {
        _ = try await RightsHandlers(reading: desk.reading).change(
            .init(id: desk.identifiers.next(), subject: subject, subjectID: id, readers: readers, reason: "Có bí mật đời tư của công dân"),
            by: "CB01")
    }

    /// Whether a file may be read; nil = the records do not hold it.
    private func reads(_ desk: RecordDesk, _ digest: [UInt8], _ officer: String) async throws -> Bool? {
        do {
            let answer = try await desk.rights.checkFile(
                request: .with {
                    $0.sha256 = Data(digest)
                    $0.officerCode = officer
                }, context: .test)
            return answer.held ? true : nil
        } catch let failure as HosoFailure where failure.code == .denied {
            return false
        }
    }

    private func document(_ desk: RecordDesk, _ record: WorkRecord, _ place: Int = 0) async throws -> Identifier {
        let filed = try await desk.client.withConnection { try await DocumentStore(session: $0).filed(in: record.id) }
        return try #require(filed.dropFirst(place).first).document.id
    }

    @Test func `R53 the digest of a restricted document opens nothing to a stranger, and the attempt is kept`() async throws {
        try await RecordDesk.with { desk in
            let digest = [UInt8](repeating: 3, count: 32)
            let record = try await desk.open()
            try await desk.file(desk.new("5", file: 3), in: record)
            #expect(try await self.reads(desk, digest, "") == true)
            try await self.restrict(desk, .record, record.id, to: ["CB01", "CB02"])

            #expect(try await self.reads(desk, digest, "CB02") == true)
            #expect(try await self.reads(desk, digest, "CB09") == false)
            #expect(try await self.reads(desk, digest, "") == false)
            let id = try await self.document(desk, record)
            let denials = try await desk.rights.listDenials(request: .with { $0.subjectID = Data(id.bytes) }, context: .test)
            #expect(denials.denials.map(\.officerCode) == ["", "CB09"])
            // What the records do not hold is no matter of theirs.
            #expect(try await self.reads(desk, [UInt8](repeating: 9, count: 32), "CB09") == nil)
            await #expect(throws: HosoFailure.self) { try await self.reads(desk, [1, 2, 3], "CB02") }
        }
    }

    @Test func `R53 R39 a former form of a file is as closed as the newest`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open()
            try await desk.file(desk.new("5", file: 3), in: record)
            try await desk.client.withTransaction { transaction in
                _ = try await DocumentFormStore(session: transaction).take(
                    .init(sha256: [UInt8](repeating: 4, count: 32), sizeBytes: 12), inPlaceOf: [UInt8](repeating: 3, count: 32),
                    level: "B-LT", at: desk.clock.now())
            }
            try await self.restrict(desk, .record, record.id, to: ["CB01"])

            for form: UInt8 in [3, 4] {
                #expect(try await self.reads(desk, [UInt8](repeating: form, count: 32), "CB09") == false)
                #expect(try await self.reads(desk, [UInt8](repeating: form, count: 32), "CB01") == true)
            }
        }
    }

    @Test func `R53 the same file in a document that everybody may read stays open`() async throws {
        try await RecordDesk.with { desk in
            let digest = [UInt8](repeating: 7, count: 32)
            let (one, _) = (try await desk.store("Bản một", "chữ"), try await desk.store("Bản hai", "chữ"))
            try await self.restrict(desk, .document, one, to: ["BS01"])

            #expect(try await self.reads(desk, digest, "CB09") == true)
        }
    }

    @Test func `R53 R52 packages and exports are open only to who may read everything in them`() async throws {
        try await ArchiveDesk.with { archive in
            let desk = archive.desk
            let record = try await archive.closed()
            let transfer = try await archive.transfers().open(archive.wish([record]), by: "CB01")
            try await archive.work()
            let packed = try #require(try await archive.packages(record).first?.made).file.sha256
            let minutes = try #require(
                try await desk.client.withConnection { try await TransferStore(session: $0).find(transfer.id) }?.minutes).sha256
            let exporter = RecordExporter(keeping: desk.keeping, blobs: archive.blobs, scratch: archive.folder)
            let exported = try await exporter.export(record.id, by: "CB01").file.sha256
            for file in [packed, minutes, exported] { #expect(try await self.reads(desk, file, "CB09") == true) }

            // One document in it is enough to close the whole.
            try await self.restrict(desk, .document, self.document(desk, record, 1), to: ["CB02"])

            for file in [packed, minutes, exported] {
                #expect(try await self.reads(desk, file, "CB09") == false)
                #expect(try await self.reads(desk, file, "CB02") == true)
            }
            let calls = ArchiveRPC(transfers: archive.transfers())
            let failure = await #expect(throws: HosoFailure.self) {
                try await calls.exportRecord(
                    request: .with {
                        $0.recordID = Data(record.id.bytes)
                        $0.officerCode = "CB09"
                    }, context: .test)
            }
            #expect(failure?.code == .denied)
        }
    }

    @Test func `R53 whose file it is is asked by index`() async throws {
        try await RecordDesk.with { desk in
            let digest = [UInt8](repeating: 3, count: 32)
            let plan = try await desk.client.withTransaction { transaction in
                // Without anything to read every plan is good; none but an index may be left.
                _ = try await transaction.query("SET LOCAL enable_seqscan = off")
                let session = ExplainedSession(transaction)
                _ = try await FileRightsStore(session: session).holders(of: digest, for: "CB01")
                return session.plans.joined(separator: "\n")
            }
            for index in ["documents_by_file", "archive_packages_by_file", "imported_documents_by_process", "archive_transfers_by_file"] {
                #expect(plan.contains(index), "\(plan)")
            }
        }
    }
}
