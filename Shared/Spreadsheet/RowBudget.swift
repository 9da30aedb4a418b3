/// What the rows of a sheet may take together: a file of a few bytes can name the last column in every row, and one text in every cell.
struct RowBudget {
    private let limits: SheetLimits
    private var rows = 0
    private var bytes = 0

    init(_ limits: SheetLimits) { self.limits = limits }

    /// Counts a row that is not empty, with the empty cells before its last one.
    mutating func take(_ cells: [SheetCell]) throws(SpreadsheetError) {
        self.rows += 1
        guard self.rows <= self.limits.rows else { throw .tooManyRows(limit: self.limits.rows) }
        self.bytes += cells.reduce(0) { $0 + MemoryLayout<SheetCell>.stride + $1.text.utf8.count }
        guard self.bytes <= self.limits.unpackedBytes else { throw .tooMuchText(limit: self.limits.unpackedBytes) }
    }
}
