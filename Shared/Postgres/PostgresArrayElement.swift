/// A type of which PostgreSQL has arrays.
///
/// `[UInt8]` is the exception: it is not an array of numbers but one `bytea`.
public protocol PostgresArrayElement: Sendable {
    /// The type of the array.
    static var postgresArrayType: PostgresType { get }

    /// Appends the array as one value.
    static func encodeArray(_ elements: [Self], into binds: inout PostgresBinds) throws(PostgresError)

    /// Reads an array.
    static func decodeArray(_ cell: PostgresCell) throws(PostgresError) -> [Self]
}

extension PostgresArrayElement where Self: PostgresEncodable & PostgresDecodable {
    /// Appends a one-dimensional array.
    public static func encodeArray(_ elements: [Self], into binds: inout PostgresBinds) throws(PostgresError) {
        var values = PostgresBinds()
        for element in elements { try element.encode(into: &values) }
        guard let count = Int32(exactly: elements.count) else {
            throw PostgresError(code: .encoding, message: "an array of \(elements.count) elements is too long")
        }
        try binds.append(Self.postgresArrayType) { buffer throws(PostgresError) in
            buffer.appendInteger(Int32(elements.isEmpty ? 0 : 1))
            buffer.appendInteger(Int32(values.entries.contains { $0.length == nil } ? 1 : 0))
            buffer.appendInteger(Self.postgresType.rawValue)
            guard !elements.isEmpty else { return }
            buffer.appendInteger(count)
            buffer.appendInteger(Int32(1))
            for index in 0..<values.count { try buffer.appendField(values.bytes(at: index)) }
        }
    }

    /// Reads an array that has one dimension or is empty.
    public static func decodeArray(_ cell: PostgresCell) throws(PostgresError) -> [Self] {
        try cell.withBytes { bytes throws(PostgresError) -> [Self] in
            var reader = PostgresArrayReader(bytes)
            guard cell.type.isArray, let header = reader.header() else { throw cell.mismatch([Self].self) }
            guard header.dimensions <= 1 else { throw cell.failure("holds an array of several dimensions") }
            var elements: [Self] = []
            elements.reserveCapacity(header.count)
            for _ in 0..<header.count {
                guard let element = reader.element() else { throw cell.failure("holds a broken array") }
                elements.append(try Self.decode(cell.element(type: header.elementType, bytes: element.bytes)))
            }
            guard reader.isAtEnd else { throw cell.failure("holds a broken array") }
            return elements
        }
    }
}

extension [UInt8] {
    /// Appends a length and the bytes; -1 for NULL.
    mutating func appendField(_ bytes: ArraySlice<UInt8>?) throws(PostgresError) {
        guard let bytes else { return self.appendInteger(Int32(-1)) }
        guard let length = Int32(exactly: bytes.count) else {
            throw PostgresError(code: .encoding, message: "a value of \(bytes.count) bytes is too long")
        }
        self.appendInteger(length)
        self.append(contentsOf: bytes)
    }
}
