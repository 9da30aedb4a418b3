/// A row of a sheet that is not empty.
public struct SheetRow: Hashable, Sendable {
    /// Its number as a spreadsheet program shows it, from 1.
    public let number: Int
    /// Its cells from column A; the last one is not empty.
    public let cells: [SheetCell]

    /// Makes a row.
    public init(number: Int, cells: [SheetCell]) {
        self.number = number
        self.cells = cells
    }

    /// The cell in a column, from 0; empty where the row has none.
    public subscript(column: Int) -> SheetCell {
        self.cells.indices.contains(column) ? self.cells[column] : .empty
    }

    /// What a person reads in each cell.
    public var texts: [String] { self.cells.map(\.text) }

    /// The place of a cell.
    public func place(_ column: Int) -> CellPlace { CellPlace(row: self.number, column: column) }
}
