import Clocks
import IntakeDomain
import Postgres

/// Keeps the versions of receptions in `receptions`.
struct ReceptionStore: Sendable {
    let session: any PostgresSession

    /// A version, or nil.
    func find(agency: String, version: Int) async throws -> Reception? {
        try await self.session.query(
            "SELECT content FROM receptions WHERE agency_code = \(agency) AND version = \(Int32(clamping: version))"
        ).first.map(Self.reception)
    }

    /// The newest version, or nil.
    func newest(agency: String) async throws -> Reception? {
        try await self.session.query(
            "SELECT content FROM receptions WHERE agency_code = \(agency) ORDER BY version DESC LIMIT 1"
        ).first.map(Self.reception)
    }

    /// Writes a version.
    ///
    /// - Returns: Whether it was new.
    func insert(_ reception: Reception, by officer: String, at now: UTCInstant) async throws -> Bool {
        try await self.session.query(
            """
            INSERT INTO receptions (agency_code, version, content, imported_by, imported_at)
            VALUES
                (\(reception.agency), \(Int32(clamping: reception.version)), \(try IncomingJSON.text(reception)), \(officer), \(now))
            ON CONFLICT (agency_code, version) DO NOTHING
            RETURNING version
            """
        ).count == 1
    }

    private static func reception(_ row: PostgresRow) throws -> Reception {
        try IncomingJSON.value(try row.decode(column: 0), column: "receptions.content")
    }
}
