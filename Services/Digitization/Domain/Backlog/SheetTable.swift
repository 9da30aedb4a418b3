/// The rows of a sheet as text, before anybody asks what they mean.
public struct SheetTable: Hashable, Sendable {
    /// One row.
    public struct Row: Hashable, Sendable {
        /// Number of the row as a person sees it in the sheet, the heading being 1.
        public let number: Int
        /// The cells.
        public let cells: [String]

        /// Creates a row.
        public init(number: Int, cells: [String]) {
            self.number = number
            self.cells = cells
        }
    }

    /// The headings.
    public let headings: [String]
    /// The rows below them that are not empty.
    public let rows: [Row]

    /// Creates a table.
    public init(headings: [String], rows: [Row]) {
        self.headings = headings
        self.rows = rows
    }
}
