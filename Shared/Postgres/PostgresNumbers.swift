/// Reads numbers in PostgreSQL's binary format.
enum PostgresNumbers {
    /// A number in network byte order, nil when the field has another length.
    static func read<Integer: FixedWidthInteger>(
        _ bytes: UnsafeRawBufferPointer, as type: Integer.Type
    ) -> Integer? {
        guard bytes.count == MemoryLayout<Integer>.size else { return nil }
        return Integer(bigEndian: bytes.loadUnaligned(as: Integer.self))
    }

    /// The number in a field of any whole-number type.
    static func integer<Wanted>(_ cell: PostgresCell, wanted: Wanted.Type) throws(PostgresError) -> Int64 {
        try cell.withBytes { bytes throws(PostgresError) -> Int64 in
            let value: Int64? =
                switch cell.type {
                case .int8: read(bytes, as: Int64.self)
                case .int4: read(bytes, as: Int32.self).map(Int64.init)
                case .int2: read(bytes, as: Int16.self).map(Int64.init)
                case .oid: read(bytes, as: UInt32.self).map(Int64.init)
                case .xid8: read(bytes, as: UInt64.self).flatMap(Int64.init(exactly:))
                case .numeric: PostgresNumeric(bytes)?.integer
                default: throw cell.mismatch(wanted)
                }
            guard let value else { throw cell.failure("does not hold a whole number that fits \(Wanted.self)") }
            return value
        }
    }

    /// The number in a field of any type with a fraction.
    static func double(_ cell: PostgresCell) throws(PostgresError) -> Double {
        try cell.withBytes { bytes throws(PostgresError) -> Double in
            let value: Double? =
                switch cell.type {
                case .float8: read(bytes, as: UInt64.self).map(Double.init(bitPattern:))
                case .float4: read(bytes, as: UInt32.self).map { Double(Float(bitPattern: $0)) }
                case .numeric: PostgresNumeric(bytes).flatMap { Double($0.text) }
                default: throw cell.mismatch(Double.self)
                }
            guard let value else { throw cell.failure("does not hold a number") }
            return value
        }
    }
}
