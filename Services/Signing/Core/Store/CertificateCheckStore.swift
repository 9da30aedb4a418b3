import Clocks
import Postgres

/// Keeps what authorities say about the inventory in `certificate_checks`, and hands out what is to be asked.
struct CertificateCheckStore: Sendable {
    /// How long a question is held by one worker.
    static let lease = Duration.seconds(120)

    let session: any PostgresSession

    static let columns = "state, revoked_since, source, fault, stated_at, checked_at, evidence_sha256, tries"

    /// A certificate is to be asked about for the first time.
    func begin(_ certificate: [UInt8], at now: UTCInstant) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO certificate_checks (certificate_sha256, state, source, fault, tries, due_at, leased_until)
            VALUES (\(certificate), 'unchecked', '', '', 0, \(now), \(now))
            ON CONFLICT (certificate_sha256) DO NOTHING
            """)
    }

    /// What is known about a certificate, or nil.
    func find(_ certificate: [UInt8]) async throws -> CertificateStanding? {
        try await self.session.query(
            "SELECT \(unsafeSQL: Self.columns) FROM certificate_checks WHERE certificate_sha256 = \(certificate)"
        ).first.map(Self.standing)
    }

    /// Takes the certificate that is due longest; one that has expired is asked about no more.
    func claim(at now: UTCInstant) async throws -> [UInt8]? {
        try await self.session.query(
            """
            WITH due AS (
                SELECT certificate_checks.certificate_sha256 AS id
                FROM certificate_checks
                JOIN certificates ON certificates.sha256 = certificate_checks.certificate_sha256
                WHERE due_at <= \(now) AND leased_until <= \(now) AND not_after >= \(now)
                ORDER BY due_at
                LIMIT 1
                FOR UPDATE OF certificate_checks SKIP LOCKED
            )
            UPDATE certificate_checks
            SET leased_until = \(now + Self.lease)
            FROM due
            WHERE certificate_sha256 = due.id
            RETURNING certificate_sha256
            """
        ).first.map { try $0.decode(column: 0, as: [UInt8].self) }
    }

    /// Writes what came of asking.
    func put(_ standing: CertificateStanding, of certificate: [UInt8], nextAt: UTCInstant, now: UTCInstant) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO certificate_checks (\(unsafeSQL: Self.columns), certificate_sha256, due_at, leased_until)
            VALUES
                (\(standing.state.rawValue), \(standing.revokedSince), \(standing.source), \(standing.fault),
                 \(standing.statedAt), \(standing.checkedAt), \(standing.evidenceSHA256), \(standing.tries), \(certificate),
                 \(nextAt), \(now))
            ON CONFLICT (certificate_sha256) DO UPDATE
            SET state = EXCLUDED.state, revoked_since = EXCLUDED.revoked_since, source = EXCLUDED.source, fault = EXCLUDED.fault,
                stated_at = EXCLUDED.stated_at, checked_at = EXCLUDED.checked_at, evidence_sha256 = EXCLUDED.evidence_sha256,
                tries = EXCLUDED.tries, due_at = EXCLUDED.due_at, leased_until = EXCLUDED.leased_until
            """)
    }

    typealias Columns = (String, UTCInstant?, String, String, UTCInstant?, UTCInstant?, [UInt8]?, Int)

    private static func standing(_ row: PostgresRow) throws -> CertificateStanding { try self.standing(try row.decode(Columns.self)) }

    static func standing(_ columns: Columns) throws -> CertificateStanding {
        let (state, revokedSince, source, fault, statedAt, checkedAt, evidence, tries) = columns
        guard let state = CertificateStanding.State(rawValue: state) else { throw StoredValueError("certificate_checks.state") }
        return CertificateStanding(
            state: state, revokedSince: revokedSince, source: source, fault: fault, statedAt: statedAt, checkedAt: checkedAt,
            evidenceSHA256: evidence, tries: tries)
    }
}
