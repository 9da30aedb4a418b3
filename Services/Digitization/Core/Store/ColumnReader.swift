import Postgres

/// Reads the columns of a wide row one after the other.
struct ColumnReader {
    private let row: PostgresRow
    private var column = 0

    init(_ row: PostgresRow) { self.row = row }

    /// The next column.
    mutating func next<Value: PostgresDecodable>(_ type: Value.Type = Value.self) throws -> Value {
        defer { self.column += 1 }
        return try self.row.decode(column: self.column, as: type)
    }

    /// The next column as a word of a closed list.
    mutating func word<Word: RawRepresentable>(_ type: Word.Type = Word.self) throws -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try self.next(String.self)) else { throw StoredRowMalformed(table: "papers") }
        return word
    }
}
