import Archive
import Clocks
import Foundation
import RecordsDomain

/// Turns what this service knows about records and documents into the fields of the circular (regulations.md 2.4, 2.5).
enum PackageFields {
    // MARK: Heads

    /// The 18 fields of a record; counts are the writer's.
    static func head(_ record: WorkRecord, kind: PackageKind, archiveCode: String, forms: Set<DocumentForm>, firstDay: VietnamDate) -> FieldValues {
        var values = FieldValues()
        values[kind == .archival ? .arcFileCode : .fileCode] = Self.code(record, kind: kind, archiveCode: archiveCode)
        values[.title] = record.title
        values[.maintenance] = Self.maintenance(record.retention)
        values[.mode] = Self.mode(record.details.accessMode)
        values[.language] = Self.language(record.details.language)
        values[.startDate] = firstDay.display
        values[.endDate] = record.details.endedOn?.display ?? ""
        values[.confidenceLevel] = Self.confidence(forms)
        values[.paperFileCode] = String(record.details.shelfPlace.prefix(100))
        values[.riskRecovery] = "0"
        values[.description] = record.details.keeper.isEmpty ? "" : "Người lập hồ sơ: \(record.details.keeper)"
        return values
    }

    /// The 7 fields of a request.
    static func head(_ request: UseRequest) -> FieldValues {
        var values = FieldValues()
        values[.requestID] = request.code
        values[.requestDate] = request.requestedOn.display
        values[.purpose] = request.purpose
        values[.purposeContent] = request.purposeContent
        values[.feeObjectType] = request.feeObjectType
        values[.researchTopic] = request.researchTopic
        values[.description] = "BẢN SAO. Người nhận: \(request.receiverName). Hạn sử dụng: \(request.expiresOn.display)"
        return values
    }

    static func code(_ record: WorkRecord, kind: PackageKind, archiveCode: String) -> String {
        kind == .submission ? record.fileCode : "\(archiveCode).\(record.fileCode)"
    }

    // MARK: Documents

    /// The fields of a document; what is longer than its field is cut there and stands whole among the properties.
    static func document(
        _ document: RepositoryDocument, ordinal: Int, of record: WorkRecord, kind: PackageKind, archiveCode: String
    ) -> FieldValues {
        var values = FieldValues()
        let code = Self.documentCode(record, ordinal, kind: kind, archiveCode: archiveCode)
        values[kind == .use ? .arcDocCode : .docCode] = code
        values[.typeName] = Self.type(document.paperTypeCode)
        values[.codeNumber] = document.details.number.count <= 11 ? document.details.number : ""
        values[.codeNotation] = String(document.details.notation.prefix(30))
        values[.issuedDate] = document.details.issuedOn?.display ?? ""
        values[.subject] = String(document.title.prefix(500))
        values[.language] = Self.language(document.details.language)
        values[.numberOfPage] = "\(min(document.pages, 9999))"
        values[.mode] = Self.mode(record.details.accessMode)
        values[.confidenceLevel] = Self.confidence([document.details.form])
        values[.process] = values[.confidenceLevel] == "02" ? "" : "1"
        if kind != .use { values[.organName] = String(document.details.issuer.prefix(200)) }
        if kind == .archival {
            values[.arcFileCode] = Self.code(record, kind: kind, archiveCode: archiveCode)
            values[.docOrdinal] = "\(ordinal)"
        } else {
            values[.docId] = Self.shortID(document.id)
            values[.maintenance] = Self.maintenance(record.retention)
            values[.riskRecovery] = "0"
        }
        return values
    }

    /// The code of the record and the ordinal in 7 digits (R44).
    static func documentCode(_ record: WorkRecord, _ ordinal: Int, kind: PackageKind, archiveCode: String) -> String {
        let digits = String(ordinal)
        return Self.code(record, kind: kind, archiveCode: archiveCode) + "." + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    }

    /// 22 characters that stand for the 16 bytes of an id, as the field takes only 25.
    static func shortID(_ id: Identifier) -> String {
        Data(id.bytes).base64EncodedString().prefix(22).map { $0 == "+" ? "-" : $0 == "/" ? "_" : String($0) }.joined()
    }

    // MARK: Code lists

    static func maintenance(_ retention: RetentionPeriod) -> String {
        switch retention {
        case .permanent: "01"
        case .years(70): "02"
        case .years(50): "03"
        case .years(30): "04"
        case .years(20): "05"
        case .years(10): "06"
        case .years: "07"
        }
    }

    /// What nobody has declared to be public is used on conditions.
    static func mode(_ text: String) -> String { Self.code(text, .mode) ?? "02" }

    /// Vietnamese unless something else is said.
    static func language(_ text: String) -> String { text.isEmpty || text == "vi" ? "01" : Self.code(text, .language) ?? "11" }

    static func type(_ text: String) -> String { Self.code(text, .typeName) ?? "32" }

    private static func code(_ text: String, _ list: CodeList) -> String? { list.contains(text) ? text : list.code(of: text) }

    private static func confidence(_ forms: Set<DocumentForm>) -> String {
        let fromPaper: Set<DocumentForm> = [.digitized, .paper]
        if forms.isSubset(of: fromPaper) { return "02" }
        return forms.isDisjoint(with: fromPaper) ? "01" : "03"
    }
}
