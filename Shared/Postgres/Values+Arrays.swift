public import Clocks

extension Array: PostgresEncodable where Element: PostgresArrayElement {
    /// The array type of the element, `bytea` for bytes.
    public static var postgresType: PostgresType { Element.postgresArrayType }

    /// Appends the array.
    public func encode(into binds: inout PostgresBinds) throws(PostgresError) {
        try Element.encodeArray(self, into: &binds)
    }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
    /// Reads an array, or a `bytea` as bytes.
    public static func decode(_ cell: PostgresCell) throws(PostgresError) -> [Element] {
        try Element.decodeArray(cell)
    }
}

extension UInt8: PostgresArrayElement {
    /// `bytea`.
    public static var postgresArrayType: PostgresType { .bytea }

    /// Appends the bytes.
    public static func encodeArray(_ elements: [UInt8], into binds: inout PostgresBinds) {
        binds.append(.bytea, bytes: elements)
    }

    /// Reads a `bytea`.
    public static func decodeArray(_ cell: PostgresCell) throws(PostgresError) -> [UInt8] {
        try cell.withBytes { bytes throws(PostgresError) -> [UInt8] in
            guard cell.type == .bytea else { throw cell.mismatch([UInt8].self) }
            return Array(bytes)
        }
    }
}

extension Optional: PostgresArrayElement
where Wrapped: PostgresArrayElement & PostgresEncodable & PostgresDecodable {
    /// The array type of the value.
    public static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }
}

extension Array: PostgresArrayElement where Element == UInt8 {
    /// `bytea[]`.
    public static var postgresArrayType: PostgresType { .byteaArray }
}

extension Bool: PostgresArrayElement {
    /// `bool[]`.
    public static var postgresArrayType: PostgresType { .boolArray }
}

extension Int16: PostgresArrayElement {
    /// `int2[]`.
    public static var postgresArrayType: PostgresType { .int2Array }
}

extension Int32: PostgresArrayElement {
    /// `int4[]`.
    public static var postgresArrayType: PostgresType { .int4Array }
}

extension Int64: PostgresArrayElement {
    /// `int8[]`.
    public static var postgresArrayType: PostgresType { .int8Array }
}

extension Int: PostgresArrayElement {
    /// `int8[]`.
    public static var postgresArrayType: PostgresType { .int8Array }
}

extension Double: PostgresArrayElement {
    /// `float8[]`.
    public static var postgresArrayType: PostgresType { .float8Array }
}

extension String: PostgresArrayElement {
    /// `text[]`.
    public static var postgresArrayType: PostgresType { .textArray }
}

extension JSONText: PostgresArrayElement {
    /// `jsonb[]`.
    public static var postgresArrayType: PostgresType { .jsonbArray }
}

extension Identifier: PostgresArrayElement {
    /// `uuid[]`.
    public static var postgresArrayType: PostgresType { .uuidArray }
}

extension UTCInstant: PostgresArrayElement {
    /// `timestamptz[]`.
    public static var postgresArrayType: PostgresType { .timestamptzArray }
}

extension VietnamDate: PostgresArrayElement {
    /// `date[]`.
    public static var postgresArrayType: PostgresType { .dateArray }
}
