/// A value that can be read from a row.
public protocol PostgresDecodable: Sendable {
    /// Reads the value from one field of a row.
    ///
    /// - Throws: `.decoding` when the field is NULL, has another type, or does not fit.
    static func decode(_ cell: PostgresCell) throws(PostgresError) -> Self
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    /// Reads the raw value and refuses one that the type does not know.
    public static func decode(_ cell: PostgresCell) throws(PostgresError) -> Self {
        guard let value = Self(rawValue: try RawValue.decode(cell)) else {
            throw cell.failure("holds a value that \(Self.self) does not know")
        }
        return value
    }
}
