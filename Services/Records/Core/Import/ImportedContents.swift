import Archive
import Clocks
import RecordsDomain

/// A record from elsewhere as it would be held here.
struct ImportedContents: Sendable {
    /// One document, and where its file lies in the package.
    struct Document: Sendable {
        var document: RepositoryDocument
        let ordinal: Int
        let componentCode: String
        let filedBy: String
        let filedAt: UTCInstant
        /// Path in the package, or row of the sheet.
        let place: String
        /// Whether there is a file to store.
        let hasFile: Bool
        let mediaType: String
        let processPath: String
        var process: StoredBlob?
        let values: FieldValues
    }

    let kind: String
    let objectID: String
    let record: WorkRecord
    let head: FieldValues
    var documents: [Document]

    /// The name of the mark that a record from elsewhere carries among its acts.
    var act: String { self.kind == Self.legacyKind ? "importedTT02" : "imported" }

    /// Data of Circular 02/2019/TT-BNV (R58).
    static let legacyKind = "TT02"
}

extension FieldValues {
    /// The values by the names of their fields.
    var texts: [String: String] { Dictionary(uniqueKeysWithValues: self.fields.map { ($0.rawValue, self[$0]) }) }

    /// Values by the names of their fields; names that are no field are left out.
    init(texts: [String: String]) {
        self.init()
        for (name, value) in texts { if let field = Field(rawValue: name) { self[field] = value } }
    }
}
