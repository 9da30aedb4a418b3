import Archive
import Clocks
import Foundation
import RecordsDomain

/// Turns a sound package into a record as it would be held here, or says why that cannot be.
///
/// A package of this suite brings everything back from its sheet; of another one, the fields of the circular say what there is.
struct PackageReading {
    let report: PackageReport
    let task: ImportTask
    let identifiers: any IdentifierSource
    let now: UTCInstant
    private(set) var findings: [ImportFinding] = []

    init(_ report: PackageReport, _ task: ImportTask, identifiers: any IdentifierSource, now: UTCInstant) {
        self.report = report
        self.task = task
        self.identifiers = identifiers
        self.now = now
        self.findings = report.findings.map(ImportFinding.init)
    }

    /// The record with its documents; nil when a finding is serious.
    mutating func contents() -> ImportedContents? {
        let contents = self.report.contents
        guard self.report.isValid, let kind = self.report.kind else { return nil }
        guard kind != .use else {
            self.findings.append(
                ImportFinding("metadata", "METS.xml", "gói DIP là bản sao để sử dụng, không nhập", "a DIP is a copy for use and is not imported"))
            return nil
        }
        if contents.head[.mode] == "03" { self.findings.append(.secret("metadata/descriptive/EAD.xml")) }
        let documents = contents.documents.enumerated().compactMap { place, document in self.document(document, ordinal: place + 1, kind) }
        let record = contents.properties.isEmpty ? self.foreignRecord(kind, documents) : self.ownRecord(kind, documents)
        guard let record, !self.findings.contains(where: \.isSerious) else { return nil }
        return ImportedContents(
            kind: kind.rawValue, objectID: self.report.objectID, record: record, head: contents.head, documents: documents)
    }

    // MARK: The record

    private mutating func ownRecord(_ kind: PackageKind, _ documents: [ImportedContents.Document]) -> WorkRecord? {
        var sheet = SheetValues(self.report.contents.properties, place: "documentation/hoso.xml")
        defer { self.findings += sheet.findings }
        let id = sheet.required("id") { Identifier($0) }
        let fileCode = sheet.required("fileCode") { $0.isEmpty || $0.count > 120 ? nil : $0 }
        let retention = sheet.required("retentionYears") { Int($0).flatMap { RetentionPeriod(number: $0) } }
        let year = sheet.required("year") { Int($0) }
        let openedAt = sheet.required("openedAt") { UTCInstant(iso8601: $0) }
        let closedAt = sheet.required("closedAt") { UTCInstant(iso8601: $0) }
        var details = RecordDetails()
        details.keeper = sheet.text("keeper")
        details.language = sheet.text("language")
        details.accessMode = sheet.text("accessMode")
        details.shelfPlace = sheet.text("shelfPlace")
        details.endedOn = sheet.optional("endedOn") { VietnamDate(iso8601: $0) }
        details.happened = Set(sheet.text("happened").split(separator: ",").compactMap { ClosingCondition(rawValue: String($0)) })
        if kind == .archival { details.archivedOn = sheet.optional("archivedOn") { VietnamDate(iso8601: $0) } ?? self.now.vietnamDate }
        guard let id, let fileCode, let retention, let year, let openedAt, let closedAt else { return nil }
        return WorkRecord(
            loading: id, fileCode: fileCode, title: sheet.text("title"),
            agencyCode: self.task.agencyCode.isEmpty ? sheet.text("agencyCode") : self.task.agencyCode, year: year,
            planNotation: sheet.text("planNotation"), retention: retention, creator: sheet.text("creator"),
            dossierCode: sheet.text("dossierCode"), openedAt: openedAt, state: Self.state(kind), documentCount: documents.count,
            lastOrdinal: documents.map(\.ordinal).max() ?? 0, dossierFinished: !sheet.text("dossierCode").isEmpty, closedAt: closedAt,
            details: details, version: 1)
    }

    private mutating func foreignRecord(_ kind: PackageKind, _ documents: [ImportedContents.Document]) -> WorkRecord? {
        let head = self.report.contents.head
        guard !self.task.agencyCode.isEmpty else {
            self.findings.append(
                ImportFinding("metadata", "", "phải nêu cơ quan giữ hồ sơ", "name the agency that shall hold the record"))
            return nil
        }
        guard let retention = self.retention(head) else { return nil }
        let started = FieldForm.day(head[.startDate]) ?? documents.compactMap(\.document.details.issuedOn).min()
        let ended = FieldForm.day(head[.endDate]) ?? documents.compactMap(\.document.details.issuedOn).max()
        var details = RecordDetails()
        details.language = head[.language]
        details.accessMode = head[.mode]
        details.shelfPlace = head[.paperFileCode]
        details.endedOn = ended
        if kind == .archival { details.archivedOn = (self.report.createdAt ?? self.now).vietnamDate }
        let madeAt = self.report.createdAt ?? self.now
        return WorkRecord(
            loading: self.identifiers.next(), fileCode: self.fileCode(head), title: head[.title], agencyCode: self.task.agencyCode,
            year: (started ?? ended ?? madeAt.vietnamDate).year, planNotation: "", retention: retention, creator: "", dossierCode: "",
            openedAt: started.flatMap { UTCInstant(iso8601: "\($0.iso8601)T00:00:00+07:00") } ?? madeAt, state: Self.state(kind), documentCount: documents.count,
            lastOrdinal: documents.map(\.ordinal).max() ?? 0, dossierFinished: false, closedAt: madeAt, details: details, version: 1)
    }

    /// The code of the record without that of the archive.
    private func fileCode(_ head: FieldValues) -> String {
        let code = head[.arcFileCode].isEmpty ? head[.fileCode] : head[.arcFileCode]
        let archive = self.task.archiveCode + "."
        return self.task.archiveCode.isEmpty || !code.hasPrefix(archive) ? code : String(code.dropFirst(archive.count))
    }

    /// What the head says, or the longest that a document has, or what a person named.
    private mutating func retention(_ head: FieldValues) -> RetentionPeriod? {
        let codes = [head[.maintenance]].filter { !$0.isEmpty } + self.report.contents.documents.map { $0.values[.maintenance] }
        let said: RetentionPeriod? =
            switch head[.maintenance].isEmpty ? codes.filter({ !$0.isEmpty }).min() : head[.maintenance] {
            case "01": .permanent
            case "02": .years(70)
            case "03": .years(50)
            case "04": .years(30)
            case "05": .years(20)
            case "06": .years(10)
            default: self.task.retention
            }
        if said == nil {
            self.findings.append(
                ImportFinding(
                    "field", "metadata/descriptive/EAD.xml", "gói không nêu số năm bảo quản; người nhập phải nêu",
                    "the package does not say for how many years it is kept; name the retention"))
        }
        return said
    }

    /// A submission still has to be handed to the archive with minutes; what an archive kept is in the archive.
    private static func state(_ kind: PackageKind) -> RecordState { kind == .archival ? .archived : .closed }

    // MARK: Documents

    private mutating func document(
        _ document: PackageContents.Document, ordinal: Int, _ kind: PackageKind
    ) -> ImportedContents.Document? {
        if document.values[.mode] == "03" { self.findings.append(.secret(document.path)) }
        return document.properties.isEmpty ? self.foreign(document, ordinal) : self.own(document)
    }

    private mutating func own(_ document: PackageContents.Document) -> ImportedContents.Document? {
        var sheet = SheetValues(document.properties, place: "documentation/hoso.xml: \(document.code)")
        defer { self.findings += sheet.findings }
        var details = DocumentDetails()
        let form = sheet.required("form") { DocumentForm(rawValue: $0) }
        let id = sheet.required("id") { Identifier($0) }
        let role = sheet.required("role") { RepositoryDocument.Role(rawValue: $0) }
        let ordinal = sheet.required("ordinal") { Int($0).flatMap { $0 > 0 ? $0 : nil } }
        let pages = sheet.required("pages") { Int($0) }
        let storedAt = sheet.required("storedAt") { UTCInstant(iso8601: $0) }
        let filedAt = sheet.required("filedAt") { UTCInstant(iso8601: $0) }
        let fields = sheet.required("fields") { text in (try? FieldList(json: text)).map { _ in text } }
        details.number = sheet.text("number")
        details.notation = sheet.text("notation")
        details.issuedOn = sheet.optional("issuedOn") { VietnamDate(iso8601: $0) }
        details.issuer = sheet.text("issuer")
        details.language = sheet.text("language")
        details.signerName = sheet.text("signerName")
        details.attachmentsAnnounced = sheet.optional("attachmentsAnnounced") { Int($0) } ?? 0
        details.attachedTo = sheet.optional("attachedTo") { Identifier($0) }
        details.issuedFrom = sheet.optional("issuedFrom") { Identifier($0) }
        details.recalled = sheet.text("recalled") == "true"
        guard let form, let id, let role, let ordinal, let pages, let storedAt, let filedAt, let fields else { return nil }
        details.form = form
        details.pages = pages
        details.digest = form == .paper ? [] : Self.bytes(document.digest)
        return ImportedContents.Document(
            document: RepositoryDocument(
                id: id, ownerID: sheet.text("ownerId"), resultCode: sheet.text("resultCode"), paperTypeCode: sheet.text("paperTypeCode"),
                title: sheet.text("title"), role: role, fileSHA256: details.digest, fileSizeBytes: form == .paper ? 0 : document.sizeBytes,
                pages: pages, fieldsJSON: fields, dossierCode: sheet.text("dossierCode"), componentCode: sheet.text("componentCode"),
                signedValid: false, reuseCount: 0, storedAt: storedAt, details: details),
            ordinal: ordinal, componentCode: sheet.text("componentCode"), filedBy: sheet.text("filedBy"), filedAt: filedAt,
            place: document.path, hasFile: form != .paper, mediaType: document.mediaType, processPath: document.processPath,
            values: document.values)
    }

    private func foreign(_ document: PackageContents.Document, _ ordinal: Int) -> ImportedContents.Document {
        let values = document.values
        var details = DocumentDetails()
        details.form = values[.confidenceLevel] == "02" ? .digitized : .received
        details.number = values[.codeNumber]
        details.notation = values[.codeNotation]
        details.issuedOn = FieldForm.day(values[.issuedDate])
        details.issuer = values[.organName]
        details.language = values[.language]
        details.pages = Int(values[.numberOfPage]) ?? 0
        details.digest = Self.bytes(document.digest)
        return ImportedContents.Document(
            document: RepositoryDocument(
                id: self.identifiers.next(), ownerID: "", resultCode: "", paperTypeCode: values[.typeName], title: values[.subject],
                role: .component, fileSHA256: details.digest, fileSizeBytes: document.sizeBytes, pages: details.pages, fieldsJSON: "[]",
                dossierCode: "", componentCode: "", signedValid: false, reuseCount: 0, storedAt: self.now, details: details),
            ordinal: Int(values[.docOrdinal]) ?? ordinal, componentCode: "", filedBy: self.task.officerCode, filedAt: self.now,
            place: document.path, hasFile: true, mediaType: document.mediaType, processPath: document.processPath, values: values)
    }

    private static func bytes(_ digits: String) -> [UInt8] { HexadecimalDigest.bytes(digits.lowercased()) ?? [] }
}
