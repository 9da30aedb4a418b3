/// One field of a row, as it came from the server in binary format.
public struct PostgresCell {
    /// The name of the column.
    public let name: String
    /// The type of the column.
    public let type: PostgresType
    /// Points into the memory of `owner`; nil for NULL.
    private let bytes: UnsafeRawBufferPointer?
    /// Keeps the memory alive.
    private let owner: ResultStorage

    init(name: String, type: PostgresType, bytes: UnsafeRawBufferPointer?, owner: ResultStorage) {
        self.name = name
        self.type = type
        self.bytes = bytes
        self.owner = owner
    }

    /// Whether the field is NULL.
    public var isNull: Bool { self.bytes == nil }

    /// Reads the bytes of a field that must not be NULL.
    ///
    /// Do not let the pointer escape the closure.
    func withBytes<Value>(
        _ body: (UnsafeRawBufferPointer) throws(PostgresError) -> Value
    ) throws(PostgresError) -> Value {
        guard let bytes else { throw self.failure("is NULL, which was not expected") }
        defer { withExtendedLifetime(self.owner) {} }
        return try body(bytes)
    }

    /// A field inside this one: an element of an array.
    func element(type: PostgresType, bytes: UnsafeRawBufferPointer?) -> PostgresCell {
        PostgresCell(name: self.name, type: type, bytes: bytes, owner: self.owner)
    }

    /// The error for a field that is not what was asked for.
    ///
    /// - Parameter reason: The sentence after the column's name. It must not hold the value.
    public func failure(_ reason: String, file: StaticString = #fileID, line: UInt = #line) -> PostgresError {
        var error = PostgresError(
            code: .decoding, message: "column \"\(self.name)\" \(reason)", file: file, line: line)
        error.column = self.name
        return error
    }

    /// The error for a column of another type.
    func mismatch<Wanted>(_ wanted: Wanted.Type) -> PostgresError {
        self.failure("has type \(self.type), which cannot be read as \(Wanted.self)")
    }
}
