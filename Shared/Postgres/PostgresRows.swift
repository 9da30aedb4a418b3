/// The result of one statement, completely received.
public struct PostgresRows: Sendable, RandomAccessCollection {
    private let storage: ResultStorage

    init(storage: ResultStorage) {
        self.storage = storage
    }

    /// How many rows the statement inserted, updated, deleted or selected; 0 for other statements.
    public var affectedRows: Int { self.storage.affectedRows }

    /// The names of the columns in order.
    public var columnNames: [String] { self.storage.columnNames }

    /// What the server called the statement, for example `INSERT 0 1`.
    var commandTag: String { self.storage.commandTag }

    /// The types of the columns in order.
    var columnTypes: [PostgresType] { (0..<self.storage.columnCount).map(self.storage.columnType) }

    /// The position of the first row.
    public var startIndex: Int { 0 }

    /// The position after the last row.
    public var endIndex: Int { self.storage.rowCount }

    /// The row at a position.
    public subscript(position: Int) -> PostgresRow {
        precondition(position >= 0 && position < self.storage.rowCount, "row index out of range")
        return PostgresRow(storage: self.storage, index: position)
    }

    /// Reads the only row.
    ///
    /// - Throws: `.decoding` when there is no row, or more than one, or it does not fit.
    public func decodeOnly<each Value: PostgresDecodable>(
        _ type: (repeat each Value).Type
    ) throws(PostgresError) -> (repeat each Value) {
        guard self.count == 1 else {
            throw PostgresError(code: .decoding, message: "exactly one row was expected, there are \(self.count)")
        }
        return try self[0].decode(type)
    }
}
