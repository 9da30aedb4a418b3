import Clocks
import Postgres

/// Keeps what was done with a record on somebody's word in `record_acts`; acts are only added.
struct ActStore: Sendable {
    /// One act.
    struct Act: Sendable {
        let name: String
        /// Ordinal of the document; 0 = the record.
        let ordinal: Int
        let reason: String
        let decision: String
        let officerCode: String
        let happenedAt: UTCInstant
    }

    let session: any PostgresSession

    /// Adds an act.
    func append(_ act: Act, id: Identifier, to record: Identifier) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO record_acts (id, record_id, act, ordinal, reason, decision, officer_code, happened_at)
            VALUES (\(id), \(record), \(act.name), \(act.ordinal), \(act.reason), \(act.decision), \(act.officerCode),
                    \(act.happenedAt))
            """)
    }

    /// The acts of a record, oldest first.
    func list(of record: Identifier) async throws -> [Act] {
        try await self.session.query(
            """
            SELECT act, ordinal, reason, decision, officer_code, happened_at
            FROM record_acts WHERE record_id = \(record) ORDER BY id
            """
        ).map { row in
            let (name, ordinal, reason, decision, officer, happenedAt) = try row.decode(
                (String, Int, String, String, String, UTCInstant).self)
            return Act(
                name: name, ordinal: ordinal, reason: reason, decision: decision, officerCode: officer, happenedAt: happenedAt)
        }
    }

    /// Who last did this with a record; empty = nobody.
    func lastOfficer(_ name: String, of record: Identifier) async throws -> String {
        try await self.session.query(
            "SELECT officer_code FROM record_acts WHERE record_id = \(record) AND act = \(name) ORDER BY id DESC LIMIT 1"
        ).first.map { try $0.decode(String.self) } ?? ""
    }
}
