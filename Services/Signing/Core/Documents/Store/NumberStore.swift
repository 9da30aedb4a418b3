import Clocks
import Postgres
import SigningDomain

/// Keeps number series; runs inside the transaction of the document that gets a number.
struct NumberStore: Sendable {
    let session: any PostgresSession

    /// Why a reservation that ran out is skipped.
    static let ranOut = "hết hạn giữ số / the reservation ran out"

    /// Takes the next number of a series and holds the series until the transaction ends.
    func draw(agency: String, year: Int, series: String) async throws -> Int {
        let rows = try await self.session.query(
            """
            INSERT INTO number_series (agency_code, year, series, last_number)
            VALUES (\(agency), \(Int32(clamping: year)), \(series), 1)
            ON CONFLICT (agency_code, year, series) DO UPDATE SET last_number = number_series.last_number + 1
            RETURNING last_number
            """)
        guard let row = rows.first else { throw StoredValueError("number_series.last_number") }
        return Int(try row.decode(column: 0, as: Int32.self))
    }

    /// Marks what was reserved and ran out as skipped, with that reason.
    func settleRunOut(agency: String, year: Int, series: String, at now: UTCInstant) async throws {
        _ = try await self.session.query(Self.runOut(agency: agency, year: year, series: series, at: now))
    }

    /// The statement that runs with every number drawn.
    static func runOut(agency: String, year: Int, series: String, at now: UTCInstant) -> PostgresQuery {
        """
        UPDATE numbers
        SET state = 'skipped', reason = reason || ' - ' || \(Self.ranOut)
        WHERE agency_code = \(agency) AND year = \(Int32(clamping: year)) AND series = \(series)
            AND state = 'reserved' AND reserved_until <= \(now)
        """
    }

    /// Writes what a number was taken for.
    ///
    /// - Parameter key: Idempotency key of a reservation.
    func insert(_ entry: NumberEntry, key: String? = nil) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO numbers
                (agency_code, year, series, number, state, notation, dated, document_id, reason, officer_code, taken_at,
                 reserved_until, idempotency_key)
            VALUES
                (\(entry.agency), \(Int32(clamping: entry.year)), \(entry.series), \(Int32(clamping: entry.number)),
                 \(entry.state.rawValue), \(entry.notation), \(entry.date), \(entry.document), \(entry.reason), \(entry.officer),
                 \(entry.takenAt), \(entry.reservedUntil), \(key))
            """)
    }

    /// The reservation made under a key, or nil.
    func reserved(under key: String) async throws -> NumberEntry? {
        try await self.session.query(
            "SELECT \(unsafeSQL: Self.columns) FROM numbers WHERE idempotency_key = \(key)"
        ).first.map(Self.entry)
    }

    /// A number, held until the transaction ends; nil when it was never drawn.
    func find(agency: String, year: Int, series: String, number: Int) async throws -> NumberEntry? {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns) FROM numbers
            WHERE agency_code = \(agency) AND year = \(Int32(clamping: year)) AND series = \(series)
                AND number = \(Int32(clamping: number))
            FOR UPDATE
            """
        ).first.map(Self.entry)
    }

    /// Writes what became of a reservation.
    func settle(_ entry: NumberEntry) async throws {
        _ = try await self.session.query(
            """
            UPDATE numbers SET state = \(entry.state.rawValue), reason = \(entry.reason), officer_code = \(entry.officer)
            WHERE agency_code = \(entry.agency) AND year = \(Int32(clamping: entry.year)) AND series = \(entry.series)
                AND number = \(Int32(clamping: entry.number))
            """)
    }

    /// The numbers of a series after one, in order.
    func list(agency: String, year: Int, series: String, after: Int, limit: Int) async throws -> [NumberEntry] {
        try await self.session.query(Self.list(agency: agency, year: year, series: series, after: after, limit: limit)).map(Self.entry)
    }

    /// The statement; it walks along the numbers.
    static func list(agency: String, year: Int, series: String, after: Int, limit: Int) -> PostgresQuery {
        """
        SELECT \(unsafeSQL: Self.columns) FROM numbers
        WHERE agency_code = \(agency) AND year = \(Int32(clamping: year)) AND series = \(series)
            AND number > \(Int32(clamping: after))
        ORDER BY number
        LIMIT \(Int64(limit))
        """
    }

    private static let columns = """
        agency_code, year, series, number, state, notation, dated, document_id, reason, officer_code, taken_at, reserved_until
        """

    private static func entry(_ row: PostgresRow) throws -> NumberEntry {
        let (agency, year, series, number, state, notation, date, document, reason, officer, takenAt, until) = try row.decode(
            (
                String, Int32, String, Int32, String, String, VietnamDate, Identifier?, String, String, UTCInstant, UTCInstant?
            ).self)
        guard let state = NumberEntry.State(rawValue: state) else { throw StoredValueError("numbers.state") }
        return NumberEntry(
            agency: agency, year: Int(year), series: series, number: Int(number), state: state, notation: notation, date: date,
            document: document, reason: reason, officer: officer, takenAt: takenAt, reservedUntil: until)
    }
}
