import Archive
import BlobStore
import Clocks
import Foundation
import Logging
import Messaging
import RecordsDomain
import TestSupport
import Testing

@testable import Records

/// Taking packages in at a desk.
extension ArchiveDesk {
    private func judge(_ verdict: FiledSignature.Verdict = .valid) -> SignatureJudge {
        SignatureJudge { _ in [FiledSignature(kind: .personal, signer: "LD01", verdict: verdict)] }
    }

    func imports() -> ImportHandlers {
        ImportHandlers(keeping: self.desk.keeping, blobs: self.blobs, judge: self.judge())
    }

    func importing(_ verdict: FiledSignature.Verdict = .valid) -> ImportService {
        ImportService(
            keeping: self.desk.keeping,
            importer: PackageImporter(
                blobs: self.blobs, judge: self.judge(verdict), identifiers: self.desk.identifiers, scratch: self.folder),
            idlePause: .milliseconds(10), logger: Logger(label: "test"))
    }

    /// Does all the importing that is due.
    func importAll(verdict: FiledSignature.Verdict = .valid) async throws {
        while try await self.importing(verdict).importOne() {}
    }

    func put(_ bytes: [UInt8]) async throws -> StoredBlob {
        let blob = try await self.blobs.put(bytes)
        return try #require(StoredBlob(sha256: blob.sha256, sizeBytes: blob.sizeBytes))
    }

    func bytes(_ package: PackageTask) async throws -> [UInt8] {
        let made = try #require(package.made, "\(package.failure)")
        return try await self.blobs.get(try #require(BlobReference(sha256: made.file.sha256, sizeBytes: made.file.sizeBytes)))
    }

    /// The package of another desk in this desk's store.
    func take(_ package: PackageTask, from other: ArchiveDesk) async throws -> StoredBlob { try await self.put(other.bytes(package)) }

    func examine(_ file: StoredBlob) async throws -> PackageReport {
        let reference = try #require(BlobReference(sha256: file.sha256, sizeBytes: file.sizeBytes))
        return try await self.blobs.withFile(reference) {
            try PackageExaminer().examine($0, scratch: self.folder, at: self.desk.clock.now())
        }
    }

    /// A package of a record, made without a transfer.
    func pack(_ record: WorkRecord, _ kind: PackageKind) async throws -> StoredBlob {
        let task = PackageTask(
            id: self.desk.identifiers.next(), kind: kind, recordID: record.id, transferID: nil, request: nil, officerCode: "CB01",
            askedAt: self.desk.clock.now(), attempt: 0)
        let parties = RecordPackager.Parties(agencyName: "UBND", archiveCode: "LT01", fondsCode: "P 01/Đ", source: "")
        return try await self.packing.packager.make(task, of: record, between: parties).file
    }

    /// One file of a package.
    func bytes(of report: PackageReport, _ path: String) async throws -> [UInt8] {
        let reference = try #require(BlobReference(sha256: report.sha256, sizeBytes: report.sizeBytes))
        return try await self.blobs.withFile(reference) { file in
            let entries = try PackageEntries(file)
            while let name = try await entries.next() {
                var bytes: [UInt8] = []
                for try await piece in entries.bytes { bytes += piece }
                if name == path { return bytes }
            }
            return []
        }
    }

    /// The steps of a process file.
    func process(_ package: PackageTask, _ path: String) async throws -> [ProcessFile.Step] {
        try await self.process(of: self.examine(package), path)
    }

    /// A package as another software makes it: without this suite's sheet, with a picture and a process file of its own form.
    func foreign(
        _ kind: PackageKind, sheet: (record: [SheetProperty], document: [SheetProperty]) = ([], []),
        _ change: (inout FieldValues, inout FieldValues) -> Void
    ) async throws -> StoredBlob {
        var head = FieldValues(), document = FieldValues()
        for (field, value) in [
            (kind == .archival ? Field.arcFileCode : .fileCode, "LT01.G05.2019.03"), (.title, "Hồ sơ đất đai"), (.maintenance, "01"),
            (.mode, "02"), (.language, "01"), (.startDate, "02/01/2019"), (.endDate, "31/12/2019"), (.riskRecovery, "0"),
            (.confidenceLevel, "01"),
        ] { head[field] = value }
        for (field, value) in [
            (Field.arcFileCode, "LT01.G05.2019.03"), (.docCode, "LT01.G05.2019.03.0000001"), (.docOrdinal, "1"), (.typeName, "30"),
            (.mode, "02"), (.language, "01"), (.numberOfPage, "1"), (.subject, "Bản đồ địa chính"), (.issuedDate, "03/02/2019"),
            (.organName, "Sở Tài nguyên"), (.confidenceLevel, "01"), (.process, "1"),
        ] { document[field] = value }
        change(&head, &document)
        let id = self.desk.identifiers.next()
        var description = PackageDescription(
            kind: kind, unit: .record, id: id, fondsCode: "P9", agencyName: "Sở", packedBy: "x", softwareVersion: "khác 3",
            createdAt: self.desk.clock.now())
        description.head = head
        description.properties = sheet.record
        let picture = Array("\u{FF}\u{D8} ảnh".utf8), file = "\(self.folder)/\(id).jpg", path = "\(self.folder)/\(id).zip"
        try Data(picture).write(to: URL(fileURLWithPath: file))
        let writer = try PackageWriter(creating: path, scratch: self.folder, description: description, identifiers: self.desk.identifiers)
        var packaged = PackagedDocument(
            code: "LT01.G05.2019.03.0000001", values: document, file: file, sha256: try await self.put(picture).sha256,
            sizeBytes: Int64(picture.count), mediaType: "image/jpeg", fileExtension: "jpg", pages: 1)
        packaged.process = Array("<flow><start/></flow>".utf8)
        packaged.properties = sheet.document
        try await writer.add(packaged)
        _ = try await writer.finish()
        return try await self.put([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
    }
}
