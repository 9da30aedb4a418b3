/// What the three integer types of PostgreSQL have in common with those of Swift.
protocol PostgresInteger: FixedWidthInteger & SignedInteger & PostgresEncodable & PostgresDecodable {}

extension PostgresInteger {
    /// Appends the number.
    public func encode(into binds: inout PostgresBinds) {
        binds.append(Self.postgresType, integer: self)
    }

    /// Reads a whole number of any size, also a `numeric` without fraction, and refuses one that does not fit.
    public static func decode(_ cell: PostgresCell) throws(PostgresError) -> Self {
        let wide = try PostgresNumbers.integer(cell, wanted: Self.self)
        guard let value = Self(exactly: wide) else {
            throw cell.failure("holds a number that does not fit \(Self.self)")
        }
        return value
    }
}

extension Int16: PostgresEncodable, PostgresDecodable, PostgresInteger {
    /// `int2`.
    public static var postgresType: PostgresType { .int2 }
}

extension Int32: PostgresEncodable, PostgresDecodable, PostgresInteger {
    /// `int4`.
    public static var postgresType: PostgresType { .int4 }
}

extension Int64: PostgresEncodable, PostgresDecodable, PostgresInteger {
    /// `int8`.
    public static var postgresType: PostgresType { .int8 }
}

extension Int: PostgresEncodable, PostgresDecodable, PostgresInteger {
    /// `int8`.
    public static var postgresType: PostgresType { .int8 }

    /// Appends the number as `int8`.
    public func encode(into binds: inout PostgresBinds) {
        binds.append(.int8, integer: Int64(self))
    }
}
