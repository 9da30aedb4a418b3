import Archive
import Clocks
import RecordsDomain

/// A record and its documents in the input fields of Decree 30/2020/NĐ-CP, annex VI (regulations.md 1.9).
enum RecordFields {
    static func record(_ record: WorkRecord) -> [SheetProperty] {
        let details = record.details
        return [
            SheetProperty("OrganId", record.agencyCode), SheetProperty("FileCatalog", "\(record.year)"),
            SheetProperty("FileNotation", Self.notation(record)), SheetProperty("FileCode", record.fileCode),
            SheetProperty("Title", record.title), SheetProperty("Maintenance", ArchiveSheet.retention(record.retention.number)),
            SheetProperty("Rights", details.accessMode), SheetProperty("Creator", details.keeper.isEmpty ? record.creator : details.keeper),
            SheetProperty("Language", details.language), SheetProperty("StartDate", record.openedAt.vietnamDate.display),
            SheetProperty("EndDate", details.endedOn?.display ?? ""), SheetProperty("DocTotal", "\(record.documentCount)"),
            SheetProperty("State", record.state.rawValue),
        ]
    }

    static func document(_ filed: PackageDocuments.Filed, of record: WorkRecord) -> [SheetProperty] {
        let document = filed.document, details = document.details
        return [
            SheetProperty("FileCode", record.fileCode), SheetProperty("DocOrdinal", "\(filed.ordinal)"),
            SheetProperty("TypeName", document.paperTypeCode), SheetProperty("CodeNumber", details.number),
            SheetProperty("CodeNotation", details.notation), SheetProperty("IssuedDate", details.issuedOn?.display ?? ""),
            SheetProperty("OrganName", details.issuer), SheetProperty("Subject", document.title),
            SheetProperty("Language", details.language), SheetProperty("PageAmount", "\(document.pages)"),
            SheetProperty("SignerFullName", details.signerName), SheetProperty("Form", details.form.rawValue),
            SheetProperty("FiledAt", filed.filedAt.vietnamISO8601), SheetProperty("FiledBy", filed.filedBy),
        ]
    }

    /// Place, number and notation, day, title, pages.
    static func line(_ filed: PackageDocuments.Filed, place: Int) -> [String] {
        let details = filed.document.details
        let number = [details.number, details.notation].filter { !$0.isEmpty }.joined(separator: "/")
        return ["\(place)", number, details.issuedOn?.display ?? "", filed.document.title, "\(filed.document.pages)"]
    }

    /// The day by which a document stands in time: its own, else that of its filing.
    static func day(_ filed: PackageDocuments.Filed) -> VietnamDate { filed.document.details.issuedOn ?? filed.filedAt.vietnamDate }

    static func digits(_ place: Int) -> String {
        let text = String(place)
        return String(repeating: "0", count: max(0, 5 - text.count)) + text
    }

    private static func notation(_ record: WorkRecord) -> String {
        let before = "\(record.agencyCode).\(record.year)."
        return record.fileCode.hasPrefix(before) ? String(record.fileCode.dropFirst(before.count)) : record.fileCode
    }
}
