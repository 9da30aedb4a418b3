import Clocks
import Postgres
import RecordsDomain

/// Keeps the ledger of records that do not count in `exclusions`; entries are only added.
struct ExclusionStore: Sendable {
    /// An entry with its place and seal.
    struct Sealed: Sendable {
        let ordinal: Int64
        let exclusion: Exclusion
        let seal: [UInt8]
    }

    /// Most entries of one page.
    static let page = 200

    let session: any PostgresSession

    private static let columns = """
        ordinal, id, agency_code, year, rule, secrecy, reason, count, file_code, officer_code, decided_at, seal
        """

    /// The entry of an id, or nil.
    func find(id: Identifier) async throws -> Sealed? {
        try await self.session.query("SELECT \(unsafeSQL: Self.columns) FROM exclusions WHERE id = \(id)")
            .first.map(Self.sealed)
    }

    /// Seals an entry at the end of the ledger; others wait until the transaction ends, so that no place is drawn twice.
    func append(_ exclusion: Exclusion) async throws -> Sealed {
        _ = try await self.session.query("LOCK TABLE exclusions IN EXCLUSIVE MODE")
        let rows = try await self.session.query(
            """
            WITH entry AS (
                SELECT (coalesce((SELECT max(ordinal) FROM exclusions), 0) + 1)::bigint AS ordinal, \(exclusion.id)::uuid AS id,
                       \(exclusion.agencyCode)::text AS agency_code, \(exclusion.year)::integer AS year,
                       \(exclusion.rule.rawValue)::text AS rule, \(exclusion.secrecy?.rawValue ?? "")::text AS secrecy,
                       \(exclusion.reason)::text AS reason, \(exclusion.count)::integer AS count,
                       \(exclusion.fileCode)::text AS file_code, \(exclusion.officerCode)::text AS officer_code,
                       \(exclusion.decidedAt)::timestamptz AS decided_at)
            INSERT INTO exclusions (\(unsafeSQL: Self.columns))
            SELECT entry.*, exclusion_seal(
                ROW(entry.*, ''::bytea)::exclusions,
                coalesce((SELECT seal FROM exclusions ORDER BY ordinal DESC LIMIT 1), ''::bytea))
            FROM entry
            RETURNING \(unsafeSQL: Self.columns)
            """)
        guard let row = rows.first else { throw StoredValueError("exclusions", "nothing inserted") }
        return try Self.sealed(row)
    }

    /// A page of the ledger.
    func list(agencyCode: String, after ordinal: Int64) async throws -> [Sealed] {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns) FROM exclusions
            WHERE (\(agencyCode) = '' OR agency_code = \(agencyCode)) AND ordinal > \(ordinal)
            ORDER BY ordinal LIMIT \(Self.page)
            """
        ).map(Self.sealed)
    }

    /// Places that are missing, or whose seal does not fit the entry and the seal before it; the first 100.
    func broken() async throws -> [Int64] {
        try await self.session.query(
            """
            SELECT place FROM (
                SELECT exclusions.ordinal AS place,
                       exclusions.seal <> exclusion_seal(exclusions, coalesce(lag(seal) OVER ledger, ''::bytea))
                       OR exclusions.ordinal <> coalesce(lag(ordinal) OVER ledger, 0) + 1 AS broken
                FROM exclusions
                WINDOW ledger AS (ORDER BY ordinal)) AS judged
            WHERE broken ORDER BY place LIMIT 100
            """
        ).map { try $0.decode(Int64.self) }
    }

    private static func sealed(_ row: PostgresRow) throws -> Sealed {
        let (ordinal, id, agency, year, rule, secrecy, reason, count, fileCode, officer, decidedAt, seal) = try row.decode(
            (Int64, Identifier, String, Int, String, String, String, Int, String, String, UTCInstant, [UInt8]).self)
        guard let known = ExclusionRule(rawValue: rule) else { throw StoredValueError("exclusions.rule", rule) }
        let exclusion = try Exclusion(
            id: id, agencyCode: agency, year: year, rule: known, secrecy: SecrecyLevel(rawValue: secrecy), reason: reason,
            count: count, fileCode: fileCode, officerCode: officer, decidedAt: decidedAt)
        return Sealed(ordinal: ordinal, exclusion: exclusion, seal: seal)
    }
}
