import Archive
import BlobStore
import Clocks
import Foundation
import HosoProto
import RecordsDomain
import SwiftProtobuf

/// Judges a package, puts its files into the store and has the signatures judged; nothing is held before all of that is done.
///
/// Files are named by their digest, so whatever was put before a crash is put again without harm.
struct PackageImporter: Sendable {
    let blobs: any BlobStore
    let judge: SignatureJudge
    let examiner = BackgroundExaminer()
    let identifiers: any IdentifierSource
    /// An existing folder for metadata while they are read.
    let scratch: String

    /// - Returns: The record as it would be held, nil when a finding is serious; and every finding.
    /// - Throws: `ArchiveError`, `BlobStoreError` and what the judge throws; their codes say whether another attempt may succeed.
    func read(_ task: ImportTask, at now: UTCInstant) async throws -> (contents: ImportedContents?, findings: [ImportFinding]) {
        guard let package = BlobReference(sha256: task.file.sha256, sizeBytes: task.file.sizeBytes) else { return (nil, []) }
        return try await self.blobs.withFile(package) { path in
            let report = try await self.examiner.examine(path, scratch: self.scratch, at: now)
            var reading = PackageReading(report, task, identifiers: self.identifiers, now: now)
            guard var contents = reading.contents() else { return (nil, reading.findings) }
            var findings = reading.findings
            try await self.store(path, &contents)
            findings += try await self.judged(&contents)
            return (findings.contains(where: \.isSerious) ? nil : contents, findings)
        }
    }

    /// Puts the documents and their process files into the store, one after the other as the container has them.
    private func store(_ path: String, _ contents: inout ImportedContents) async throws {
        var places: [String: Int] = [:], processes: [String: Int] = [:]
        for (place, document) in contents.documents.enumerated() {
            if document.hasFile { places[document.place] = place }
            if !document.processPath.isEmpty { processes[document.processPath] = place }
        }
        let entries = try PackageEntries(path)
        while let name = try await entries.next() {
            if let place = places[name] {
                let document = contents.documents[place].document
                let reference = try await self.blobs.put(entries.bytes, limitBytes: document.fileSizeBytes)
                // The package was judged in the same file a moment ago.
                guard reference.sha256 == document.fileSHA256 else {
                    throw ArchiveError(code: .damaged, message: "the package changed while it was read", path: name)
                }
            } else if let place = processes[name] {
                let reference = try await self.blobs.put(entries.bytes, limitBytes: Self.processLimitBytes)
                contents.documents[place].process = StoredBlob(sha256: reference.sha256, sizeBytes: reference.sizeBytes)
            }
        }
    }

    /// The largest process file that is taken. Unit: bytes.
    static let processLimitBytes: Int64 = 64 << 20

    /// Has signatures judged anew: they count because they hold, not because a package says so (R47).
    func judged(_ contents: inout ImportedContents) async throws -> [ImportFinding] {
        var findings: [ImportFinding] = []
        for place in contents.documents.indices where contents.documents[place].hasFile && contents.documents[place].mediaType == "application/pdf" {
            let document = contents.documents[place].document
            let signatures = try await self.judge.ask(
                .with {
                    $0.sha256 = Data(document.fileSHA256)
                    $0.sizeBytes = document.fileSizeBytes
                    $0.mediaType = "application/pdf"
                })
            if signatures.contains(where: { $0.verdict == .invalid }) {
                findings.append(
                    ImportFinding("signature", contents.documents[place].place, "chữ ký không hợp lệ", "a signature is not valid"))
            }
            contents.documents[place].document = document.signed(signatures)
        }
        return findings
    }
}

extension RepositoryDocument {
    /// The same document with signatures as they were judged.
    func signed(_ signatures: [FiledSignature]) -> RepositoryDocument {
        var details = self.details
        details.signatures = signatures
        return RepositoryDocument(
            id: self.id, ownerID: self.ownerID, resultCode: self.resultCode, paperTypeCode: self.paperTypeCode, title: self.title,
            role: self.role, fileSHA256: self.fileSHA256, fileSizeBytes: self.fileSizeBytes, pages: self.pages,
            fieldsJSON: self.fieldsJSON, dossierCode: self.dossierCode, componentCode: self.componentCode,
            signedValid: signatures.contains { $0.verdict == .valid }, reuseCount: self.reuseCount, storedAt: self.storedAt, details: details)
    }
}
