import Archive
import Clocks
import Messaging
import Postgres
import RecordsDomain

/// Writes a record from elsewhere with all its documents in one transaction, or says what stands against it.
struct ImportCommit: Sendable {
    let change: RecordKeeping.Change
    let eventLog: EventLog
    let task: ImportTask

    private var imports: ImportStore { ImportStore(session: self.change.transaction) }
    private var documents: DocumentStore { DocumentStore(session: self.change.transaction) }

    /// - Returns: What came of it. A record that is held already with the same files is what came of it.
    func run(_ contents: ImportedContents, findings: [ImportFinding]) async throws -> ImportOutcome {
        var outcome = ImportOutcome(
            kind: contents.kind, objectID: contents.objectID, fileCode: contents.record.fileCode, documents: contents.documents.count,
            head: contents.head.texts, findings: findings, decidedAt: self.change.now)
        // Two imports of one record wait for each other here.
        _ = try await self.change.transaction.query(
            "SELECT pg_advisory_xact_lock(hashtextextended(\("archive_imports/\(contents.record.fileCode)"), 0))")
        if let held = try await self.held(contents.record) {
            let isSame = try await self.isSame(held, contents)
            outcome.findings.append(
                isSame
                    ? ImportFinding("conflict", "", isSerious: false, "hồ sơ đã có, không thay đổi", "the record is held already; nothing changed")
                    : .conflict("", contents.record.fileCode))
            (outcome.state, outcome.recordID) = isSame ? (.imported, held.id) : (.refused, nil)
            return outcome
        }
        let conflicts = try await self.conflicts(contents)
        guard conflicts.isEmpty else {
            outcome.findings += conflicts
            outcome.state = .refused
            return outcome
        }
        try await self.insert(contents)
        (outcome.state, outcome.recordID) = (.imported, contents.record.id)
        return outcome
    }

    private func held(_ record: WorkRecord) async throws -> WorkRecord? {
        if let known = try await self.change.records.find(id: record.id, locked: true) { return known }
        return try await self.change.records.find(fileCode: record.fileCode)
    }

    private func isSame(_ held: WorkRecord, _ contents: ImportedContents) async throws -> Bool {
        let filed = try await self.change.records.documents(of: held.id)
        guard held.fileCode == contents.record.fileCode, filed.count == contents.documents.count else { return false }
        for (known, new) in zip(filed, contents.documents.sorted { $0.ordinal < $1.ordinal }) {
            guard known.ordinal == new.ordinal, known.details.digest == (try await self.newest(new.document)).sha256 else { return false }
        }
        return true
    }

    /// A signed file may have a stronger form here by now (R39).
    private func newest(_ document: RepositoryDocument) async throws -> DocumentFormStore.Form {
        let form = DocumentFormStore.Form(sha256: document.fileSHA256, sizeBytes: document.fileSizeBytes)
        return form.sha256.isEmpty ? form : try await DocumentFormStore(session: self.change.transaction).newest(of: form)
    }

    private func conflicts(_ contents: ImportedContents) async throws -> [ImportFinding] {
        var conflicts: [ImportFinding] = []
        let dossier = contents.record.dossierCode
        if !dossier.isEmpty, let other = try await self.change.records.find(dossierCode: dossier) {
            conflicts.append(.conflict("", "\(dossier): \(other.fileCode)"))
        }
        if Set(contents.documents.map(\.ordinal)).count != contents.documents.count {
            conflicts.append(ImportFinding("metadata", "", "số thứ tự tài liệu lặp lại", "an ordinal stands twice"))
        }
        for new in contents.documents {
            if let known = try await self.documents.find(id: new.document.id) {
                let form = try await self.newest(new.document)
                if known.fileSHA256 != form.sha256 { conflicts.append(.conflict(new.place, "\(new.document.id)")) }
            } else if !new.document.resultCode.isEmpty, try await self.isTaken(new.document.resultCode) {
                conflicts.append(.conflict(new.place, new.document.resultCode))
            }
        }
        return conflicts
    }

    private func isTaken(_ resultCode: String) async throws -> Bool {
        try await !self.change.transaction.query("SELECT FROM documents WHERE result_code = \(resultCode)").isEmpty
    }

    private func insert(_ contents: ImportedContents) async throws {
        let record = contents.record
        try await self.change.records.insert(record, expecting: [])
        for new in contents.documents {
            if try await self.documents.find(id: new.document.id) == nil {
                let form = try await self.newest(new.document)
                try await self.documents.insert(new.document.stored(as: form), content: Self.words(new))
            }
            try await self.change.records.file(
                new.document.id, as: new.componentCode, ordinal: new.ordinal, in: record.id, by: new.filedBy, at: new.filedAt)
            try await self.imports.keep(
                ImportStore.Origin(
                    mediaType: new.mediaType, fileExtension: Self.ending(of: new.place), values: new.values, process: new.process,
                    processExtension: Self.ending(of: new.processPath)),
                of: new.document.id, in: record.id, from: self.task.id)
        }
        try await self.change.note(
            contents.act, reason: "\(contents.kind) \(contents.objectID)", by: self.task.officerCode, of: record)
        try await self.eventLog.append([self.change.events.takenIn(contents, by: self.task.officerCode)], in: self.change.transaction)
    }

    /// What can be searched: the fields; text that was recognised elsewhere does not travel in packages.
    private static func words(_ new: ImportedContents.Document) -> String {
        let details = new.document.details
        return ([new.document.title, details.number, details.notation, details.issuer]
            + [.keyword, .autograph, .description].map { new.values[$0] }).filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func ending(of path: String) -> String {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return "" }
        return String(path[path.index(after: dot)...].prefix(10))
    }
}

extension RepositoryDocument {
    /// The same document with another form of its file.
    func stored(as form: DocumentFormStore.Form) -> RepositoryDocument {
        var details = self.details
        details.digest = form.sha256
        return RepositoryDocument(
            id: self.id, ownerID: self.ownerID, resultCode: self.resultCode, paperTypeCode: self.paperTypeCode, title: self.title,
            role: self.role, fileSHA256: form.sha256, fileSizeBytes: form.sizeBytes, pages: self.pages, fieldsJSON: self.fieldsJSON,
            dossierCode: self.dossierCode, componentCode: self.componentCode, signedValid: self.signedValid, reuseCount: self.reuseCount,
            storedAt: self.storedAt, details: details)
    }
}
