import Archive
import BlobStore
import Clocks
import Foundation
import HosoProto
import Logging
import Messaging
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Records

/// A desk whose documents have files, with the archive on the other side.
struct ArchiveDesk {
    let desk: RecordDesk
    let folder: String
    let blobs: FileSystemBlobStore
    /// What the signing service would tell of documents.
    var words = DocumentProcess { _ in nil }

    static func with(_ body: (ArchiveDesk) async throws -> Void) async throws {
        try await TemporaryDirectory.with { folder in
            let blobs = try FileSystemBlobStore(directory: "\(folder)/blobs")
            try await RecordDesk.with { try await body(ArchiveDesk(desk: $0, folder: folder, blobs: blobs)) }
        }
    }

    /// What the signing service would say about signed minutes: valid signatures of these.
    func transfers(signers: [String] = [], verdict: FiledSignature.Verdict = .valid) -> TransferHandlers {
        let signatures = signers.map { FiledSignature(kind: .personal, signer: $0, verdict: verdict) }
        return TransferHandlers(
            keeping: self.desk.keeping, rules: TransferRules(), blobs: self.blobs, judge: SignatureJudge { _ in signatures })
    }

    var packing: PackingService {
        PackingService(
            keeping: self.desk.keeping,
            packager: RecordPackager(
                postgres: self.desk.client, blobs: self.blobs, clock: self.desk.clock, identifiers: self.desk.identifiers,
                words: self.words, scratch: self.folder),
            idlePause: .milliseconds(10), logger: Logger(label: "test"))
    }

    /// Does all the work that is due.
    func work() async throws {
        while try await self.packing.packOne() {}
        _ = try await self.packing.writeMinutes()
    }

    /// A closed record with two issued documents and one on paper.
    func closed() async throws -> WorkRecord {
        let opened = try await self.desk.open(title: "Hồ sơ <quyết định> & phụ lục")
        var record = opened
        for number in 1...2 {
            let form: DocumentForm = number == 1 ? .issued : .received
            let blob = try await self.blobs.put(Array("%PDF-1.\(number)".utf8) + [UInt8(number)])
            let made = self.desk.new("\(number)", form: form) {
                $0.digest = blob.sha256
                $0.issuedOn = self.desk.today
                if number == 2 { $0.notation = "BC-UBND" }
            }
            // The contract of the entry wants one decision and lets everything else in.
            record = try await self.desk.file(
                FileDocumentHandler.NewDocument(
                    id: made.id, title: made.title, paperTypeCode: number == 1 ? made.paperTypeCode : "14", ownerID: "",
                    fileSizeBytes: made.fileSizeBytes, mediaType: made.mediaType, details: made.details), in: record)
        }
        return try await self.desk.close(self.desk.end(record))
    }

    func wish(_ records: [WorkRecord], id: Identifier? = nil) -> TransferHandlers.Wish {
        TransferHandlers.Wish(
            id: id ?? self.desk.identifiers.next(), agencyCode: RecordDesk.agency, agencyName: "UBND xã Một", archiveCode: "LT01",
            archiveName: "Lưu trữ lịch sử tỉnh", fondsCode: "P 01/Đ", records: records.map(\.id))
    }

    func find(_ record: WorkRecord) async throws -> WorkRecord {
        try #require(try await self.desk.client.withConnection { try await RecordStore(session: $0).find(id: record.id) })
    }

    func packages(_ record: WorkRecord) async throws -> [PackageTask] {
        try await self.desk.client.withConnection { try await PackageStore(session: $0).list(record: record.id) }
    }

    /// A package judged as anybody would.
    func examine(_ package: PackageTask) async throws -> PackageReport {
        let made = try #require(package.made, "\(package.failure)")
        let reference = try #require(BlobReference(sha256: made.file.sha256, sizeBytes: made.file.sizeBytes))
        return try await self.blobs.withFile(reference) {
            try PackageExaminer().examine($0, scratch: self.folder, at: self.desk.clock.now())
        }
    }

    /// The bytes of a file with something appended, as a signature is.
    func appended(to file: StoredBlob?, _ text: String) async throws -> StoredBlob {
        let file = try #require(file)
        let reference = try #require(BlobReference(sha256: file.sha256, sizeBytes: file.sizeBytes))
        let blob = try await self.blobs.put(self.blobs.get(reference) + Array(text.utf8))
        return try #require(StoredBlob(sha256: blob.sha256, sizeBytes: blob.sizeBytes))
    }

    /// Hands an event to a handler as the consumer does: in one transaction.
    func deliver(
        _ message: some Message, to handle: @Sendable (IncomingEvent, PostgresTransaction) async throws -> [OutgoingEvent]
    ) async throws -> [OutgoingEvent] {
        let event = IncomingEvent(
            id: self.desk.identifiers.next(), name: "test", key: "k", source: "test", occurredAt: self.desk.clock.now(),
            payload: try message.serializedBytes())
        return try await self.desk.client.withTransaction { try await handle(event, $0) }
    }
}
