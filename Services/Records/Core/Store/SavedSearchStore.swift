import Clocks
import HosoProto
import Postgres
import SwiftProtobuf

/// Keeps the questions of officers in `saved_searches`.
struct SavedSearchStore: Sendable {
    /// The most questions of one officer.
    static let most = 200

    let session: any PostgresSession

    /// Keeps a question; the same name is replaced.
    ///
    /// - Returns: False when the officer keeps ``most`` questions already.
    func save(_ query: Hoso_Records_V1_DocumentQuery, as name: String, of officerCode: String, at now: UTCInstant) async throws -> Bool {
        try await self.session.query(
            """
            INSERT INTO saved_searches (officer_code, name, query, saved_at)
            SELECT \(officerCode), \(name), \(JSONText(try query.jsonString())), \(now)
            WHERE (SELECT count(*) FROM saved_searches WHERE officer_code = \(officerCode) AND name <> \(name)) < \(Self.most)
            ON CONFLICT ON CONSTRAINT saved_searches_pkey DO UPDATE SET query = excluded.query, saved_at = excluded.saved_at
            """
        ).affectedRows == 1
    }

    /// The questions of an officer by name.
    func list(of officerCode: String) async throws -> [(name: String, query: Hoso_Records_V1_DocumentQuery, savedAt: UTCInstant)] {
        try await self.session.query(
            "SELECT name, query, saved_at FROM saved_searches WHERE officer_code = \(officerCode) ORDER BY name"
        ).map { row in
            let (name, query, savedAt) = try row.decode((String, JSONText, UTCInstant).self)
            return (name, try Hoso_Records_V1_DocumentQuery(jsonString: query.text), savedAt)
        }
    }

    /// Forgets a question.
    ///
    /// - Returns: Whether there was one.
    func delete(_ name: String, of officerCode: String) async throws -> Bool {
        try await self.session.query(
            "DELETE FROM saved_searches WHERE officer_code = \(officerCode) AND name = \(name)"
        ).affectedRows == 1
    }
}
