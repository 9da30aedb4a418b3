import Archive
import Clocks
import RecordsDomain

/// Turns a record of the 2019 standard into one as it would be held here, or names what is wrong by row and column.
struct LegacyReading {
    let record: LegacyRecord
    let officerCode: String
    let identifiers: any IdentifierSource
    let now: UTCInstant
    private(set) var findings: [ImportFinding] = []

    init(_ record: LegacyRecord, by officerCode: String, identifiers: any IdentifierSource, now: UTCInstant) {
        self.record = record
        self.officerCode = officerCode
        self.identifiers = identifiers
        self.now = now
    }

    /// The record with its documents; nil when a finding is serious.
    mutating func contents() -> ImportedContents? {
        let head = self.values(self.record.values, LegacyRecord.recordColumns, "")
        for (column, field) in [("Mã hồ sơ", Field.fileCode), ("Tiêu đề", .title)] where head[field].isEmpty { self.note("", column) }
        let retention = self.retention()
        let documents = self.record.documents.enumerated().map { place, document in self.document(document, ordinal: place + 1) }
        if documents.isEmpty {
            self.findings.append(ImportFinding("missing", "", "hồ sơ không có văn bản", "the record has no document"))
        }
        if let total = Int(head[.totalDoc]), total != documents.count {
            self.findings.append(
                ImportFinding(
                    "metadata", "Tổng số văn bản", isSerious: false, "bảng ghi \(total), có \(documents.count)",
                    "the sheet says \(total), there are \(documents.count)"))
        }
        guard let retention, !self.findings.contains(where: \.isSerious) else { return nil }
        var details = RecordDetails()
        details.language = head[.language]
        details.accessMode = head[.mode]
        details.shelfPlace = self.record.documents.lazy.compactMap { $0.values[LegacyRecord.box] }.first { !$0.isEmpty } ?? ""
        let days = documents.compactMap(\.document.details.issuedOn)
        let started = FieldForm.day(head[.startDate]) ?? days.min()
        details.endedOn = FieldForm.day(head[.endDate]) ?? days.max()
        let work = WorkRecord(
            loading: self.identifiers.next(), fileCode: head[.fileCode], title: head[.title], agencyCode: self.record.agencyCode,
            year: (started ?? details.endedOn ?? self.now.vietnamDate).year, planNotation: "", retention: retention, creator: "",
            dossierCode: "", openedAt: started.flatMap { UTCInstant(iso8601: "\($0.iso8601)T00:00:00+07:00") } ?? self.now,
            state: .closed, documentCount: documents.count, lastOrdinal: documents.map(\.ordinal).max() ?? 0, dossierFinished: false,
            closedAt: self.now, details: details, version: 1)
        return ImportedContents(kind: ImportedContents.legacyKind, objectID: head[.fileCode], record: work, head: head, documents: documents)
    }

    private mutating func note(_ row: String, _ column: String, _ vietnamese: String = "thiếu giá trị", _ english: String = "the value is missing") {
        self.findings.append(ImportFinding("field", row.isEmpty ? column : "\(row), \(column)", vietnamese, english))
    }

    /// Words become the codes of today; what no list knows becomes "other", and the sheet that came is kept.
    private mutating func values(_ texts: [String: String], _ columns: [(column: String, field: Field)], _ row: String) -> FieldValues {
        var values = FieldValues()
        for (column, field) in columns {
            let text = texts[column] ?? ""
            guard !text.isEmpty else { continue }
            switch field {
            case .mode: values[field] = self.code(text, .mode, other: "02")
            case .language: values[field] = self.code(text, .language, other: "11")
            case .typeName: values[field] = self.code(text, .typeName, other: "32")
            case .confidenceLevel: values[field] = self.code(text, .confidenceLevel, other: "")
            case .format: values[field] = self.code(text, .format, other: "")
            case .maintenance: continue
            case .startDate, .endDate, .issuedDate:
                values[field] = Self.date(text)
                if values[field].isEmpty { self.note(row, column, "không phải ngày: «\(text.prefix(40))»", "no day: “\(text.prefix(40))”") }
            default: values[field] = text
            }
        }
        if values[.mode].isEmpty { values[.mode] = "02" }
        if values[.language].isEmpty { values[.language] = "01" }
        if values[.mode] == "03" { self.findings.append(.secret(row)) }
        return values
    }

    private func code(_ text: String, _ list: CodeList, other: String) -> String {
        list.contains(text) ? text : list.code(of: text) ?? other
    }

    /// `24/5/1998`, `24/05/1998`, `1998-05-24` or a year, in the form of today.
    private static func date(_ text: String) -> String {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        if parts.count == 1, let year = parts[0], (1800...2200).contains(year) { return String(year) }
        if parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2] {
            return VietnamDate(year: year, month: month, day: day)?.display ?? ""
        }
        return VietnamDate(iso8601: text)?.display ?? ""
    }

    /// `Vĩnh viễn`, `20 năm`, `20`; or what a person named.
    private mutating func retention() -> RetentionPeriod? {
        let text = self.record.values["Thời hạn bảo quản"] ?? ""
        let said: RetentionPeriod? =
            text.lowercased() == "vĩnh viễn"
            ? .permanent
            : text.isEmpty ? self.record.retention : Int(text.prefix { $0.isNumber }).flatMap { $0 > 0 ? RetentionPeriod(number: $0) : nil }
        if said == nil { self.note("", "Thời hạn bảo quản", "thiếu hoặc sai, ví dụ «20 năm»", "missing or malformed, for example “20 năm”") }
        return said
    }

    private mutating func document(_ document: LegacyRecord.Document, ordinal: Int) -> ImportedContents.Document {
        let row = "dòng \(document.row)"
        var values = self.values(document.values, LegacyRecord.documentColumns, row)
        let secrecy = document.values[LegacyRecord.secrecy] ?? ""
        if !secrecy.isEmpty, secrecy.lowercased() != "thường" { self.findings.append(.secret(row)) }
        for (column, field) in [("Trích yếu", Field.subject), ("Tên loại", .typeName)] where values[field].isEmpty { self.note(row, column) }
        let number = values[.docOrdinal].isEmpty ? ordinal : Int(values[.docOrdinal]) ?? 0
        if !(1...9_999_999).contains(number) { self.note(row, "STT", "phải là số từ 1", "must be a number from 1") }
        values[.docOrdinal] = String(number)
        if values[.confidenceLevel].isEmpty { values[.confidenceLevel] = "02" }
        var details = DocumentDetails()
        details.form = document.file == nil ? .paper : values[.confidenceLevel] == "02" ? .digitized : .received
        details.number = values[.codeNumber]
        details.notation = values[.codeNotation]
        details.issuedOn = FieldForm.day(values[.issuedDate])
        details.issuer = values[.organName]
        details.language = values[.language]
        details.pages = Int(values[.numberOfPage]) ?? 0
        details.digest = document.file?.sha256 ?? []
        return ImportedContents.Document(
            document: RepositoryDocument(
                id: self.identifiers.next(), ownerID: "", resultCode: "", paperTypeCode: values[.typeName], title: values[.subject],
                role: .component, fileSHA256: details.digest, fileSizeBytes: document.file?.sizeBytes ?? 0, pages: details.pages,
                fieldsJSON: "[]", dossierCode: "", componentCode: "", signedValid: false, reuseCount: 0, storedAt: self.now, details: details),
            ordinal: number, componentCode: "", filedBy: self.officerCode, filedAt: self.now, place: "\(row).pdf",
            hasFile: document.file != nil, mediaType: document.file == nil ? "text/plain" : "application/pdf", processPath: "",
            values: values)
    }
}
