import Clocks
import Postgres
import SigningDomain

/// Keeps the register of delegations in `delegations`.
struct DelegationStore: Sendable {
    /// Rows of one answer.
    static let limit = 1_000

    let session: any PostgresSession

    private static let columns = """
        id, document_number, delegator_code, delegate_code, mode, agency_code, scope, valid_from, valid_to, registered_at,
        registered_by, revoked_at, revoked_by, revocation_reason
        """

    /// Enters a delegation; one of the same paper, people and mode stays as it is.
    func insert(_ entry: RegisteredDelegation) async throws {
        let paper = entry.paper
        _ = try await self.session.query(
            """
            INSERT INTO delegations (\(unsafeSQL: Self.columns))
            VALUES
                (\(entry.id), \(paper.documentNumber), \(paper.delegator), \(paper.delegate), \(entry.mode.rawValue),
                 \(entry.agency), \(paper.scope), \(paper.validFrom), \(paper.validTo), \(entry.registeredAt),
                 \(entry.registeredBy), \(entry.revokedAt), \(entry.revokedBy), \(entry.revocationReason))
            ON CONFLICT (document_number, delegator_code, delegate_code, mode) DO NOTHING
            """)
    }

    /// The delegation of a paper, or nil.
    func find(_ paper: SigningDelegation, mode: SigningMode) async throws -> RegisteredDelegation? {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns) FROM delegations
            WHERE document_number = \(paper.documentNumber) AND delegator_code = \(paper.delegator)
                AND delegate_code = \(paper.delegate) AND mode = \(mode.rawValue)
            """
        ).first.map(Self.delegation)
    }

    /// The delegation of an id, or nil.
    ///
    /// - Parameter locked: Whether it is held until the transaction ends.
    func find(_ id: Identifier, locked: Bool = false) async throws -> RegisteredDelegation? {
        try await self.session.query(
            "SELECT \(unsafeSQL: Self.columns) FROM delegations WHERE id = \(id) \(unsafeSQL: locked ? "FOR UPDATE" : "")"
        ).first.map(Self.delegation)
    }

    /// Writes that a delegation was taken back.
    func update(_ entry: RegisteredDelegation) async throws {
        _ = try await self.session.query(
            """
            UPDATE delegations
            SET revoked_at = \(entry.revokedAt), revoked_by = \(entry.revokedBy), revocation_reason = \(entry.revocationReason)
            WHERE id = \(entry.id)
            """)
    }

    /// Delegations, latest begin first; one more than the limit when there are more.
    ///
    /// - Parameters:
    ///   - officer: Only those given by or to this person; empty for all.
    ///   - agency: Only those of this agency; empty for all.
    ///   - instant: Only those in force then; `nil` for all.
    func list(officer: String, agency: String, inForceAt instant: UTCInstant?) async throws -> [RegisteredDelegation] {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns) FROM delegations
            WHERE (\(officer) = '' OR delegator_code = \(officer) OR delegate_code = \(officer))
                AND (\(agency) = '' OR agency_code = \(agency))
                AND (\(instant)::timestamptz IS NULL OR (
                    valid_from <= \(instant) AND (valid_to IS NULL OR valid_to > \(instant))
                    AND (revoked_at IS NULL OR revoked_at > \(instant))))
            ORDER BY valid_from DESC, id
            LIMIT \(Self.limit + 1)
            """
        ).map(Self.delegation)
    }

    private static func delegation(_ row: PostgresRow) throws -> RegisteredDelegation {
        let (
            id, number, delegator, delegate, mode, agency, scope, from, to, registeredAt, registeredBy, revokedAt, revokedBy, reason
        ) = try row.decode(
            (
                Identifier, String, String, String, String, String, String, UTCInstant, UTCInstant?, UTCInstant, String,
                UTCInstant?, String, String
            ).self)
        guard let mode = SigningMode(rawValue: mode) else { throw StoredValueError("delegations.mode") }
        return RegisteredDelegation(
            loading: id,
            paper: SigningDelegation(
                documentNumber: number, delegator: delegator, delegate: delegate, scope: scope, validFrom: from, validTo: to),
            mode: mode, agency: agency, registeredAt: registeredAt, registeredBy: registeredBy, revokedAt: revokedAt,
            revokedBy: revokedBy, revocationReason: reason)
    }
}
