import Archive
import BlobStore
import Clocks
import Foundation
import HosoProto
import RecordsDomain
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Records

/// A file that gets a stronger form after its record was closed (decision 22).
@Suite(.timeLimit(.minutes(10))) struct ClosedRecordFormTests {
    @Test func `R39 R51 a closed record follows the stronger form of its file, and packages made before stay as they were`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.closed()
            let filed = try await PackageDocuments(postgres: archive.desk.client, record: record.id).page(after: 0, limit: 9)
            let document = try #require(filed.first).document
            let former = try #require(BlobReference(sha256: document.fileSHA256, sizeBytes: document.fileSizeBytes))
            let package = try await archive.pack(record, .archival)
            let newer = try await archive.blobs.put(archive.blobs.get(former) + Array("+LT".utf8))
            let strengthened = Hoso_Signing_V1_DocumentStrengthened.with {
                $0.document.sha256 = Data(former.sha256)
                $0.document.sizeBytes = former.sizeBytes
                $0.strengthenedDocument.sha256 = Data(newer.sha256)
                $0.strengthenedDocument.sizeBytes = newer.sizeBytes
                $0.report.verdict = .valid
                $0.level = .longTerm
            }

            _ = try await archive.deliver(strengthened, to: DocumentStrengthenedHandler(clock: archive.desk.clock).handle)

            let held = try await archive.find(record)
            #expect(held == record)
            let before = try await archive.examine(package), after = try await archive.examine(archive.pack(held, .archival))
            #expect(before.isValid && before.contents.documents.first?.digest == former.hex.uppercased())
            #expect(after.isValid && after.contents.documents.first?.digest == newer.hex.uppercased())
            #expect(before.contents.documents.last?.digest == after.contents.documents.last?.digest)

            // What was packed before is still the same record when it comes back.
            let asked = try await archive.imports().ask(package, agencyCode: "", archiveCode: "", retention: nil, by: "LT09")
            try await archive.importAll()
            let outcome = try await archive.imports().find(asked.id).outcome
            #expect(outcome.state == .imported && outcome.recordID == record.id, "\(outcome.findings)")
        }
    }
}
