import Clocks
import IntakeDomain
import Postgres

/// Arrival numbers and the search for duplicates (R21).
struct ArrivalStore: Sendable {
    /// A document that may be the same.
    struct Duplicate: Hashable, Sendable {
        let id: Identifier
        let number: ArrivalNumber?
        /// Why: `file` or `notation`.
        let reason: String
    }

    let session: any PostgresSession

    /// Takes the next number and holds the series until the transaction ends.
    func draw(agency: String, year: Int) async throws -> ArrivalNumber {
        let rows = try await self.session.query(
            """
            INSERT INTO arrival_series (agency_code, year, last_number)
            VALUES (\(agency), \(Int32(clamping: year)), 1)
            ON CONFLICT (agency_code, year) DO UPDATE SET last_number = arrival_series.last_number + 1
            RETURNING last_number
            """)
        guard let row = rows.first else { throw StoredRowMalformed(table: "arrival_series") }
        return ArrivalNumber(year: year, number: Int(try row.decode(column: 0, as: Int32.self)))
    }

    /// Documents of the agency that may be the same: the same file, or number, notation and author; at most 20.
    func duplicates(of document: IncomingDocument) async throws -> [Duplicate] {
        try await self.session.query(Self.duplicates(of: document)).map { row in
            let (id, year, number, reason) = try row.decode((Identifier, Int32?, Int32?, String).self)
            var arrival: ArrivalNumber?
            if let year, let number { arrival = ArrivalNumber(year: Int(year), number: Int(number)) }
            return Duplicate(id: id, number: arrival, reason: reason)
        }
    }

    /// The statement of every registration.
    static func duplicates(of document: IncomingDocument) -> PostgresQuery {
        let head = document.head
        return """
            SELECT id, arrival_year, arrival_number, reason FROM (
                SELECT id, arrival_year, arrival_number, 'file' AS reason FROM incoming
                WHERE agency_code = \(head.agency) AND file_sha256 = \(head.file?.sha256) AND id <> \(document.id)
                UNION ALL
                SELECT id, arrival_year, arrival_number, 'notation' FROM incoming
                WHERE agency_code = \(head.agency) AND notation = \(head.notation) AND dated = \(head.dated)
                    AND id <> \(document.id) AND (file_sha256 IS NULL OR file_sha256 IS DISTINCT FROM \(head.file?.sha256))
                    AND (author_code = \(head.authorCode) AND author_code <> '' OR author_name = \(head.authorName))
            ) AS same
            ORDER BY id
            LIMIT 20
            """
    }

    /// The documents of a year after an arrival number, in order.
    func register(agency: String, year: Int, after: Int, limit: Int) async throws -> [Identifier] {
        try await self.session.query(Self.register(agency: agency, year: year, after: after, limit: limit)).map { try $0.decode(column: 0) }
    }

    /// The statement of register and books; it walks along the arrival numbers.
    static func register(agency: String, year: Int, after: Int, limit: Int) -> PostgresQuery {
        """
        SELECT id FROM incoming
        WHERE agency_code = \(agency) AND arrival_year = \(Int32(clamping: year)) AND arrival_number > \(Int32(clamping: after))
        ORDER BY arrival_number
        LIMIT \(Int64(limit))
        """
    }
}
