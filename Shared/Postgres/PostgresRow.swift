/// One row of a result.
public struct PostgresRow: Sendable {
    private let storage: ResultStorage
    private let index: Int

    init(storage: ResultStorage, index: Int) {
        self.storage = storage
        self.index = index
    }

    /// How many columns the row has.
    public var columnCount: Int { self.storage.columnCount }

    /// The names of the columns in order.
    public var columnNames: [String] { self.storage.columnNames }

    /// Reads all columns by position.
    ///
    /// ```swift
    /// let (id, code, due) = try row.decode((Identifier, String, VietnamDate?).self)
    /// ```
    ///
    /// - Throws: `.decoding` when there are more or fewer columns than types, or one of them does not fit; the error
    ///   names the column and never holds the value.
    public func decode<each Value: PostgresDecodable>(
        _ type: (repeat each Value).Type
    ) throws(PostgresError) -> (repeat each Value) {
        var wanted = 0
        for _ in repeat (each Value).self { wanted += 1 }
        guard wanted == self.columnCount else {
            throw PostgresError(
                code: .decoding, message: "the row has \(self.columnCount) columns, \(wanted) were asked for")
        }
        var column = 0
        return (repeat try self.next((each Value).self, &column))
    }

    /// Reads one column by its position.
    ///
    /// - Throws: `.decoding` when there is no such column or it does not fit.
    public func decode<Value: PostgresDecodable>(
        column: Int, as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard (0..<self.columnCount).contains(column) else {
            throw PostgresError(
                code: .decoding, message: "the row has \(self.columnCount) columns, there is no column \(column)")
        }
        return try Value.decode(self.storage.cell(row: self.index, column: column))
    }

    private func next<Value: PostgresDecodable>(
        _ type: Value.Type, _ column: inout Int
    ) throws(PostgresError) -> Value {
        defer { column += 1 }
        return try Value.decode(self.storage.cell(row: self.index, column: column))
    }
}
