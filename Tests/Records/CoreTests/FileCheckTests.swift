import BlobStore
import Clocks
import Foundation
import Logging
import Postgres
import RecordsDomain
import TestSupport
import Testing

@testable import Records

/// The health of the stored files.
@Suite(.timeLimit(.minutes(10))) struct FileCheckTests {
    private func service(_ archive: ArchiveDesk, batch: Int = 20) -> FileCheckService {
        FileCheckService(
            postgres: archive.desk.client, blobs: archive.blobs, clock: archive.desk.clock,
            pace: FileCheckService.Pace(batch: batch, filePause: .zero), logger: Logger(label: "test"))
    }

    private func health(_ archive: ArchiveDesk) async throws -> (FileCheckStore.Health, [FileCheckStore.Fault]) {
        try await archive.desk.client.withConnection {
            let store = FileCheckStore(session: $0)
            return (try await store.health(at: archive.desk.clock.now()), try await store.faults(limit: 10))
        }
    }

    @Test func `R57 every stored file is checked on schedule, and a damaged or missing one is named with its record`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.closed()
            let filed = try await PackageDocuments(postgres: archive.desk.client, record: record.id).page(after: 0, limit: 9)
            let digests = filed.map(\.document.fileSHA256)
            #expect(try await self.health(archive).0.due == 2)

            #expect(try await self.service(archive).checkBatch() == 2)
            #expect(try await self.service(archive).checkBatch() == 0)
            let sound = try await self.health(archive)
            #expect(sound.0.files == 2 && sound.0.due == 0 && sound.0.faulty == 0 && sound.1.isEmpty)

            try archive.damage(digests[0])
            try archive.remove(digests[1])
            archive.desk.clock.advance(by: .seconds(366 * 86_400))
            #expect(try await self.service(archive).checkBatch() == 2)

            let faults = try await self.health(archive).1
            #expect(Set(faults.map(\.file.sha256)) == Set(digests))
            #expect(Dictionary(uniqueKeysWithValues: faults.map { ($0.file.sha256, $0.outcome) }) == [digests[0]: .damaged, digests[1]: .missing])
            #expect(faults.allSatisfy { $0.fileCodes == [record.fileCode] })
            let kept = try await archive.desk.client.query("SELECT count(*) FROM file_checks").first?.decode(Int.self)
            #expect(kept == 4)
        }
    }

    @Test func `R57 what was brought back is sound again a day later`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.closed()
            let filed = try await PackageDocuments(postgres: archive.desk.client, record: record.id).page(after: 0, limit: 1)
            let digest = try #require(filed.first).document.fileSHA256
            try archive.remove(digest)
            _ = try await self.service(archive).checkBatch()
            let since = try await self.health(archive).1.map(\.since)

            _ = try await archive.blobs.put(Array("%PDF-1.1".utf8) + [1])
            archive.desk.clock.advance(by: .seconds(86_400))
            #expect(try await self.service(archive).checkBatch() == 1)

            #expect(since.count == 1)
            #expect(try await self.health(archive).1.isEmpty)
        }
    }

    @Test func `R57 two workers share the files, and a dead one's come back when its lease ends`() async throws {
        try await ArchiveDesk.with { archive in
            _ = try await archive.closed()
            let now = archive.desk.clock.now()
            func claim(_ at: UTCInstant) async throws -> Int {
                try await archive.desk.client.withConnection {
                    try await FileCheckStore(session: $0).claim(1, at: at, lease: .seconds(60)).count
                }
            }

            #expect(try await claim(now) == 1)
            #expect(try await claim(now) == 1)
            #expect(try await claim(now) == 0)
            #expect(try await claim(now + .seconds(61)) == 1)
        }
    }

    @Test func `R39 R57 the stronger form of a document is checked from then on, and the former one too`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.closed()
            let filed = try await PackageDocuments(postgres: archive.desk.client, record: record.id).page(after: 0, limit: 1)
            let former = try #require(filed.first).document.fileSHA256
            let stronger = try await archive.blobs.put(Array("%PDF-1.1, stronger".utf8))

            let taken = try await archive.desk.client.withTransaction {
                try await DocumentFormStore(session: $0).take(
                    .init(sha256: stronger.sha256, sizeBytes: stronger.sizeBytes), inPlaceOf: former, level: "B-LT",
                    at: archive.desk.clock.now())
            }

            #expect(taken == 1)
            #expect(try await self.service(archive).checkBatch() == 3)
            #expect(try await self.health(archive).1.isEmpty)
        }
    }
}
