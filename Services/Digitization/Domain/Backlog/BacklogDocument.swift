/// One document of a backlog as its sheet describes it.
public struct BacklogDocument: Hashable, Sendable {
    /// Row in the sheet.
    public let row: Int
    /// Code of the record it belongs to.
    public let recordCode: String
    /// Its ordinal in the record, from 1.
    public let ordinal: Int
    /// Its identifier; record code and ordinal where the sheet has none.
    public let identifier: String
    /// The counted box; empty when the sheet names none.
    public let box: String
    /// Name of its file in the folder.
    public let fileName: String
    /// Pages counted on paper.
    public let pages: Int
    /// What else the sheet says, by column.
    public let details: [SheetColumn: String]

    /// Creates a document.
    public init(
        row: Int, recordCode: String, ordinal: Int, identifier: String, box: String, fileName: String, pages: Int,
        details: [SheetColumn: String]
    ) {
        self.row = row
        self.recordCode = recordCode
        self.ordinal = ordinal
        self.identifier = identifier
        self.box = box
        self.fileName = fileName
        self.pages = pages
        self.details = details
    }

    /// The kind of paper for extraction: decisions and letters have rules, other kinds none.
    public var paperTypeCode: String {
        switch Folding.fold(self.details[.typeName] ?? "") {
        case "quyetdinh": "decision"
        case "congvan": "letter"
        default: "legacy"
        }
    }

    /// Seven digits of the ordinal, as file names and component codes carry it.
    public static func digits(_ ordinal: Int) -> String {
        let text = String(ordinal)
        return String(repeating: "0", count: max(0, 7 - text.count)) + text
    }
}
