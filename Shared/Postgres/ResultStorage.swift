import CLibPQ

/// Owns one `PGresult` and clears it exactly once.
///
/// `@unchecked Sendable`: a `PGresult` does not change after `PQgetResult` returned it, and libpq allows reading it
/// from several threads at once.
final class ResultStorage: @unchecked Sendable {
    private let pointer: OpaquePointer
    let rowCount: Int
    let columnCount: Int
    let columnNames: [String]

    /// Takes over the result; nobody else may clear it.
    init(taking pointer: OpaquePointer) {
        self.pointer = pointer
        self.rowCount = Int(PQntuples(pointer))
        let columnCount = Int(PQnfields(pointer))
        self.columnCount = columnCount
        self.columnNames = (0..<columnCount).map { column in
            PQfname(pointer, Int32(column)).map { String(cString: $0) } ?? ""
        }
    }

    deinit { PQclear(self.pointer) }

    /// The server's name for what was done, for example `INSERT 0 1`.
    var commandTag: String {
        PQcmdStatus(self.pointer).map { String(cString: $0) } ?? ""
    }

    /// How many rows were affected; 0 for a statement to which this does not apply.
    var affectedRows: Int {
        guard let text = PQcmdTuples(self.pointer) else { return 0 }
        return Int(String(cString: text)) ?? 0
    }

    func columnType(_ column: Int) -> PostgresType {
        PostgresType(rawValue: PQftype(self.pointer, Int32(column)))
    }

    /// One field. The caller has checked both positions.
    func cell(row: Int, column: Int) -> PostgresCell {
        let (row32, column32) = (Int32(row), Int32(column))
        var bytes: UnsafeRawBufferPointer?
        if PQgetisnull(self.pointer, row32, column32) == 0, let start = PQgetvalue(self.pointer, row32, column32) {
            bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(self.pointer, row32, column32)))
        }
        return PostgresCell(
            name: self.columnNames[column], type: self.columnType(column), bytes: bytes, owner: self)
    }
}
