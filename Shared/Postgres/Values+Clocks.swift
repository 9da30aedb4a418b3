public import Clocks

/// PostgreSQL counts from 2000-01-01.
private enum Epoch {
    /// Microseconds from 1970-01-01 to 2000-01-01.
    static let microseconds: Int64 = 946_684_800_000_000
    /// 2000-01-01, written so that nothing can fail.
    static let date = UTCInstant(microsecondsSinceEpoch: microseconds).vietnamDate
}

extension Identifier: PostgresEncodable, PostgresDecodable {
    /// `uuid`.
    public static var postgresType: PostgresType { .uuid }

    /// Appends the 16 bytes.
    public func encode(into binds: inout PostgresBinds) {
        binds.append(.uuid, bytes: self.bytes)
    }

    /// Reads a `uuid`.
    public static func decode(_ cell: PostgresCell) throws(PostgresError) -> Identifier {
        try cell.withBytes { bytes throws(PostgresError) -> Identifier in
            guard cell.type == .uuid else { throw cell.mismatch(Identifier.self) }
            guard let value = Identifier(bytes: bytes) else { throw cell.failure("does not hold an identifier") }
            return value
        }
    }
}

extension UTCInstant: PostgresEncodable, PostgresDecodable {
    /// `timestamptz`.
    public static var postgresType: PostgresType { .timestamptz }

    /// Appends microseconds since 2000-01-01.
    public func encode(into binds: inout PostgresBinds) {
        binds.append(.timestamptz, integer: self.microsecondsSinceEpoch - Epoch.microseconds)
    }

    /// Reads a `timestamptz`; infinity and years that have not four digits are refused.
    public static func decode(_ cell: PostgresCell) throws(PostgresError) -> UTCInstant {
        try cell.withBytes { bytes throws(PostgresError) -> UTCInstant in
            guard cell.type == .timestamptz else { throw cell.mismatch(UTCInstant.self) }
            guard let sent = PostgresNumbers.read(bytes, as: Int64.self) else {
                throw cell.failure("does not hold a point in time")
            }
            let (microseconds, overflow) = sent.addingReportingOverflow(Epoch.microseconds)
            let value = UTCInstant(microsecondsSinceEpoch: microseconds)
            guard !overflow, value.microsecondsSinceEpoch == microseconds else {
                throw cell.failure("holds a point in time outside the years 1 to 9999")
            }
            return value
        }
    }
}

extension VietnamDate: PostgresEncodable, PostgresDecodable {
    /// `date`.
    public static var postgresType: PostgresType { .date }

    /// Appends days since 2000-01-01.
    public func encode(into binds: inout PostgresBinds) {
        binds.append(.date, integer: Int32(clamping: VietnamDate.days(from: Epoch.date, to: self)))
    }

    /// Reads a `date`; infinity and years that have not four digits are refused.
    public static func decode(_ cell: PostgresCell) throws(PostgresError) -> VietnamDate {
        try cell.withBytes { bytes throws(PostgresError) -> VietnamDate in
            guard cell.type == .date else { throw cell.mismatch(VietnamDate.self) }
            guard let days = PostgresNumbers.read(bytes, as: Int32.self) else {
                throw cell.failure("does not hold a date")
            }
            let value = Epoch.date.adding(days: Int(days))
            guard VietnamDate.days(from: Epoch.date, to: value) == Int(days) else {
                throw cell.failure("holds a date outside the years 1 to 9999")
            }
            return value
        }
    }
}
