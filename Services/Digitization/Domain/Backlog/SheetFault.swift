/// What is wrong with one cell, and who can mend it.
public struct SheetFault: Hashable, Sendable {
    /// Who can mend a fault.
    public enum Mender: String, CaseIterable, Hashable, Sendable {
        /// Who made the sheet.
        case sheetAuthor
        /// Who keeps the archive: the paper itself must be looked at.
        case archivist
    }

    /// Row as a person sees it in the sheet.
    public let row: Int
    /// Column.
    public let column: SheetColumn
    /// What is wrong, in Vietnamese.
    public let messageVi: String
    /// What is wrong, in English.
    public let messageEn: String
    /// Who can mend it.
    public let mender: Mender

    /// Creates a fault.
    public init(row: Int, column: SheetColumn, messageVi: String, messageEn: String, mender: Mender = .sheetAuthor) {
        self.row = row
        self.column = column
        self.messageVi = messageVi
        self.messageEn = messageEn
        self.mender = mender
    }
}
