extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    /// The type of the value.
    public static var postgresType: PostgresType { Wrapped.postgresType }

    /// Appends the value, or NULL.
    public func encode(into binds: inout PostgresBinds) throws(PostgresError) {
        switch self {
        case .some(let value): try value.encode(into: &binds)
        case .none: binds.appendNull(Wrapped.postgresType)
        }
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// Reads the value, or nil for NULL.
    public static func decode(_ cell: PostgresCell) throws(PostgresError) -> Wrapped? {
        cell.isNull ? nil : try Wrapped.decode(cell)
    }
}
