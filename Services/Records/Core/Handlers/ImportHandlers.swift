import BlobStore
import Clocks
import Foundation
import Messaging
import Postgres
import RecordsDomain

/// Takes orders to import: packages in the background, records of the 2019 standard at once (R51, R58).
struct ImportHandlers: Sendable {
    let keeping: RecordKeeping
    let blobs: any BlobStore
    let judge: SignatureJudge

    /// Asks for a package to be taken in; the same package again returns its import as it stands.
    ///
    /// - Throws: ``RecordsRefusal/notFound(_:)`` when the store has no such file.
    func ask(
        _ file: StoredBlob, agencyCode: String, archiveCode: String, retention: RetentionPeriod?, by officerCode: String
    ) async throws -> ImportTask {
        try self.check(officerCode, agencyCode, archiveCode)
        guard let reference = BlobReference(sha256: file.sha256, sizeBytes: file.sizeBytes), try await self.blobs.contains(reference) else {
            throw RecordsRefusal.notFound("tệp / file")
        }
        return try await self.ask(
            ImportTask(
                id: self.keeping.identifiers.next(), file: file, agencyCode: agencyCode, archiveCode: archiveCode, retention: retention,
                officerCode: officerCode, askedAt: self.keeping.clock.now()))
    }

    private func check(_ officerCode: String, _ agencyCode: String, _ archiveCode: String) throws(RecordsRefusal) {
        guard !officerCode.isEmpty else { throw .noOfficer }
        guard agencyCode.count <= 64 else { throw .badValue("agencyCode", "≤ 64") }
        guard archiveCode.count <= 30 else { throw .badValue("archiveCode", "≤ 30") }
    }

    private func ask(_ task: ImportTask) async throws -> ImportTask {
        try await self.keeping.transaction { change in
            let imports = ImportStore(session: change.transaction)
            try await imports.ask(task)
            guard let asked = try await imports.find(file: task.file) else { throw StoredValueError("archive_imports.sha256", "∅") }
            return asked
        }
    }

    /// Takes in one record of the 2019 standard; the same record again returns its import as it stands.
    ///
    /// What came is kept as it came: its digest is the key, and no value is lost where today has no field for it.
    func importLegacy(_ record: LegacyRecord, asCame bytes: [UInt8], by officerCode: String) async throws -> ImportTask {
        try self.check(officerCode, record.agencyCode, "")
        guard !record.agencyCode.isEmpty else { throw RecordsRefusal.missing("agencyCode") }
        let reference = try await self.blobs.put(bytes)
        guard let file = StoredBlob(sha256: reference.sha256, sizeBytes: reference.sizeBytes) else { throw RecordsRefusal.missing("values") }
        let now = self.keeping.clock.now()
        var asked = ImportTask(
            id: self.keeping.identifiers.next(), file: file, agencyCode: record.agencyCode, archiveCode: "", retention: record.retention,
            officerCode: officerCode, askedAt: now)
        asked.outcome.kind = ImportedContents.legacyKind
        let task = try await self.ask(asked)
        guard task.outcome.state == .waiting else { return task }
        var reading = LegacyReading(record, by: officerCode, identifiers: self.keeping.identifiers, now: now)
        var contents = reading.contents()
        var findings = reading.findings
        if var ready = contents {
            findings += try await self.missing(in: ready)
            if !findings.contains(where: \.isSerious) {
                let importer = PackageImporter(blobs: self.blobs, judge: self.judge, identifiers: self.keeping.identifiers, scratch: "")
                findings += try await importer.judged(&ready)
            }
            contents = findings.contains(where: \.isSerious) ? nil : ready
        }
        try await ImportDecision(keeping: self.keeping, blobs: self.blobs).decide(task, contents, findings)
        return try await self.find(task.id)
    }

    private func missing(in contents: ImportedContents) async throws -> [ImportFinding] {
        var findings: [ImportFinding] = []
        for document in contents.documents where document.hasFile {
            guard let reference = BlobReference(sha256: document.document.fileSHA256, sizeBytes: document.document.fileSizeBytes),
                try await self.blobs.contains(reference)
            else {
                findings.append(ImportFinding("missing", document.place, "thiếu tệp", "the file is missing"))
                continue
            }
        }
        return findings
    }

    /// One import.
    ///
    /// - Throws: ``RecordsRefusal/notFound(_:)``.
    func find(_ id: Identifier) async throws -> ImportTask {
        guard let task = try await self.keeping.postgres.withConnection({ try await ImportStore(session: $0).find(id) }) else {
            throw RecordsRefusal.notFound("lần nhập / import \(id)")
        }
        return task
    }
}
