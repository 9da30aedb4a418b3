/// A ruled table; its heading is repeated on every page it reaches.
public struct SlipTable: Hashable, Sendable {
    /// A column.
    public struct Column: Hashable, Sendable {
        /// The heading.
        public let title: String
        /// The column's share of the width, compared with the other columns.
        public let weight: Double
        /// Where the cells' lines stand.
        public let alignment: SlipParagraph.Alignment

        /// Makes a column.
        public init(_ title: String, weight: Double = 1, alignment: SlipParagraph.Alignment = .left) {
            self.title = title
            self.weight = weight
            self.alignment = alignment
        }
    }

    /// The columns from left to right.
    public let columns: [Column]
    /// The cells, row by row; a row that is too short is filled with empty cells.
    public let rows: [[String]]

    /// Makes a table.
    public init(columns: [Column], rows: [[String]]) {
        self.columns = columns
        self.rows = rows
    }
}
