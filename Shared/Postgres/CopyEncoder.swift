/// Writes rows in the binary format of COPY.
///
/// Source: PostgreSQL 15 manual, "COPY", section "Binary Format".
struct CopyEncoder {
    let columns: [String]
    let types: [PostgresType]

    /// Signature, flags and the length of the extension.
    static let header: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)
    /// -1 where the next row's number of fields would be.
    static let trailer: [UInt8] = [0xFF, 0xFF]

    private static let texts: Set<PostgresType> = [.text, .varchar, .bpchar, .name, .json, .xml]

    /// Appends one row.
    ///
    /// - Throws: `.encoding` when there are more or fewer values than columns, or a value has not the column's type.
    func append(_ row: PostgresBinds, to buffer: inout [UInt8]) throws(PostgresError) {
        guard row.count == self.columns.count else {
            throw PostgresError(
                code: .encoding, message: "a row has \(row.count) values for \(self.columns.count) columns")
        }
        buffer.appendInteger(Int16(truncatingIfNeeded: row.count))
        for index in 0..<row.count { try self.appendField(row, index, to: &buffer) }
    }

    private func appendField(_ row: PostgresBinds, _ index: Int, to buffer: inout [UInt8]) throws(PostgresError) {
        let (given, wanted) = (row.entries[index].type, self.types[index])
        guard let bytes = row.bytes(at: index) else { return try buffer.appendField(nil) }
        if given == wanted || given == .text && (Self.texts.contains(wanted) || wanted.rawValue >= 16_384) {
            return try buffer.appendField(bytes)
        }
        let number = [.int2, .int4, .int8].contains(given) ? Self.number(bytes) : nil
        guard let number else { throw self.failure("has type \(wanted) and cannot take \(given)", index) }
        var resized: [UInt8] = []
        switch wanted {
        case .int8: resized.appendInteger(number)
        case .int4: resized.appendInteger(try self.fit(number, as: Int32.self, index))
        case .int2: resized.appendInteger(try self.fit(number, as: Int16.self, index))
        default: throw self.failure("has type \(wanted) and cannot take \(given)", index)
        }
        try buffer.appendField(resized[...])
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
        let start: Int64 = bytes.first.map { $0 >= 0x80 } == true ? -1 : 0
        return bytes.reduce(start) { $0 << 8 | Int64($1) }
    }

    private func fit<Number: FixedWidthInteger>(
        _ number: Int64, as type: Number.Type, _ index: Int
    ) throws(PostgresError) -> Number {
        guard let fitting = Number(exactly: number) else {
            throw self.failure("has type \(self.types[index]), which the number does not fit", index)
        }
        return fitting
    }

    private func failure(_ reason: String, _ index: Int) -> PostgresError {
        var error = PostgresError(code: .encoding, message: "column \"\(self.columns[index])\" \(reason)")
        error.column = self.columns[index]
        return error
    }
}
