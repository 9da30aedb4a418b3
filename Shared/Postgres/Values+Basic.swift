extension Bool: PostgresEncodable, PostgresDecodable {
    /// `bool`.
    public static var postgresType: PostgresType { .bool }

    /// Appends one byte.
    public func encode(into binds: inout PostgresBinds) {
        binds.append(.bool, integer: UInt8(self ? 1 : 0))
    }

    /// Reads a `bool`.
    public static func decode(_ cell: PostgresCell) throws(PostgresError) -> Bool {
        try cell.withBytes { bytes throws(PostgresError) -> Bool in
            guard cell.type == .bool else { throw cell.mismatch(Bool.self) }
            guard bytes.count == 1 else { throw cell.failure("does not hold a truth value") }
            return bytes[0] != 0
        }
    }
}

extension Double: PostgresEncodable, PostgresDecodable {
    /// `float8`.
    public static var postgresType: PostgresType { .float8 }

    /// Appends the eight bytes of IEEE 754, also for infinity and what is not a number.
    public func encode(into binds: inout PostgresBinds) {
        binds.append(.float8, integer: self.bitPattern)
    }

    /// Reads a `float8`, `float4` or, rounded, `numeric`.
    public static func decode(_ cell: PostgresCell) throws(PostgresError) -> Double {
        try PostgresNumbers.double(cell)
    }
}

extension String: PostgresEncodable, PostgresDecodable {
    /// `text`.
    public static var postgresType: PostgresType { .text }

    /// Appends the text.
    ///
    /// - Throws: `.encoding` for a text with the character NUL, which PostgreSQL cannot hold.
    public func encode(into binds: inout PostgresBinds) throws(PostgresError) {
        try Self.append(self, as: .text, to: &binds)
    }

    /// Reads any type that is sent as text, also an enumeration, and `numeric` in decimal digits.
    public static func decode(_ cell: PostgresCell) throws(PostgresError) -> String {
        try cell.withBytes { bytes throws(PostgresError) -> String in
            switch cell.type {
            case .text, .varchar, .bpchar, .name, .char, .unknown, .json, .xml, .void:
                return try Self.text(bytes, cell)
            case .jsonb:
                return try JSONText.decode(cell).text
            case .numeric:
                guard let number = PostgresNumeric(bytes) else { throw cell.failure("does not hold a number") }
                return number.text
            default:
                // Types that are not built in: enumerations and citext are sent as text.
                guard cell.type.rawValue >= 16_384, !bytes.contains(0) else { throw cell.mismatch(String.self) }
                return try Self.text(bytes, cell)
            }
        }
    }

    static func text(_ bytes: UnsafeRawBufferPointer, _ cell: PostgresCell) throws(PostgresError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw cell.failure("does not hold text in UTF-8")
        }
        return text
    }

    /// Appends text that PostgreSQL can hold, after `prefix`.
    static func append(
        _ text: String, as type: PostgresType, prefix: [UInt8] = [], to binds: inout PostgresBinds
    ) throws(PostgresError) {
        try binds.append(type) { buffer throws(PostgresError) in
            buffer.append(contentsOf: prefix)
            let start = buffer.count
            buffer.append(contentsOf: text.utf8)
            if buffer[start...].contains(0) {
                throw PostgresError(
                    code: .encoding, message: "the text contains the character NUL, which PostgreSQL cannot hold")
            }
        }
    }
}

extension JSONText: PostgresEncodable, PostgresDecodable {
    /// `jsonb`.
    public static var postgresType: PostgresType { .jsonb }

    /// The version of the binary format of `jsonb`.
    private static let version: UInt8 = 1

    /// Appends the document.
    ///
    /// - Throws: `.encoding` for a text with the character NUL.
    public func encode(into binds: inout PostgresBinds) throws(PostgresError) {
        try String.append(self.text, as: .jsonb, prefix: [Self.version], to: &binds)
    }

    /// Reads a `jsonb` or `json`.
    public static func decode(_ cell: PostgresCell) throws(PostgresError) -> JSONText {
        try cell.withBytes { bytes throws(PostgresError) -> JSONText in
            switch cell.type {
            case .json: return JSONText(try String.text(bytes, cell))
            case .jsonb:
                guard bytes.first == Self.version else { throw cell.failure("holds jsonb of an unknown version") }
                return JSONText(try String.text(UnsafeRawBufferPointer(rebasing: bytes.dropFirst()), cell))
            default: throw cell.mismatch(JSONText.self)
            }
        }
    }
}
