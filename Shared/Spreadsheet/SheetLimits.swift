/// What is taken from a sheet that comes from outside.
public struct SheetLimits: Hashable, Sendable {
    /// The file. Unit: bytes.
    public var fileBytes: Int
    /// Rows that are not empty.
    public var rows: Int
    /// Columns.
    public var columns: Int
    /// All cells together in memory, and what one part of a workbook unpacks to. Unit: bytes.
    public var unpackedBytes: Int

    /// Sets limits.
    public init(fileBytes: Int, rows: Int, columns: Int, unpackedBytes: Int) {
        self.fileBytes = fileBytes
        self.rows = rows
        self.columns = columns
        self.unpackedBytes = unpackedBytes
    }
}
