/// A table that is written for spreadsheet programs.
public struct Sheet: Hashable, Sendable {
    /// A column.
    public struct Column: Hashable, Sendable {
        /// What stands above it.
        public let title: String
        /// How wide a workbook shows it. Unit: characters.
        public let width: Double

        /// Makes a column.
        public init(_ title: String, width: Double = 16) {
            self.title = title
            self.width = width
        }
    }

    /// What it is: the title of the document, and as far as there is room the name of the sheet.
    public let title: String
    /// The columns.
    public let columns: [Column]
    /// The rows below the titles.
    public let rows: [[SheetCell]]

    /// Makes a table.
    public init(title: String, columns: [Column], rows: [[SheetCell]]) {
        self.title = title
        self.columns = columns
        self.rows = rows
    }
}
