public import Clocks

/// A delegation in the register: the paper, the mode it gives a right to, and whether it was taken back (R34).
///
/// Source: Decree 30/2020, article 13; Law on organisation of local government, on delegation of powers.
public struct RegisteredDelegation: Hashable, Sendable {
    /// The register's own id.
    public let id: Identifier
    /// What the paper says.
    public let paper: SigningDelegation
    /// The mode it gives a right to.
    public let mode: SigningMode
    /// The agency for which is signed.
    public let agency: String
    /// When it was entered.
    public let registeredAt: UTCInstant
    /// Who entered it.
    public let registeredBy: String
    /// When it was taken back; `nil` while it stands.
    public private(set) var revokedAt: UTCInstant?
    /// Who took it back; empty while it stands.
    public private(set) var revokedBy: String
    /// Why; empty while it stands.
    public private(set) var revocationReason: String

    /// Rebuilds a delegation from the register.
    public init(
        loading id: Identifier, paper: SigningDelegation, mode: SigningMode, agency: String, registeredAt: UTCInstant,
        registeredBy: String, revokedAt: UTCInstant?, revokedBy: String, revocationReason: String
    ) {
        self.id = id
        self.paper = paper
        self.mode = mode
        self.agency = agency
        self.registeredAt = registeredAt
        self.registeredBy = registeredBy
        self.revokedAt = revokedAt
        self.revokedBy = revokedBy
        self.revocationReason = revocationReason
    }

    /// Enters a paper.
    ///
    /// - Throws: ``SigningRefusal/malformed(_:)`` or ``SigningRefusal/delegationIncomplete(_:)`` when the paper cannot give
    ///   that right.
    public init(
        entering paper: SigningDelegation, as id: Identifier, mode: SigningMode, agency: String, by officer: String,
        at now: UTCInstant
    ) throws(SigningRefusal) {
        guard mode.demandsDelegation else { throw .malformed("mode") }
        guard !paper.documentNumber.isEmpty else { throw .delegationIncomplete("document_number") }
        guard !paper.delegator.isEmpty else { throw .delegationIncomplete("delegator_code") }
        guard !paper.delegate.isEmpty, paper.delegate != paper.delegator else { throw .delegationIncomplete("delegate_code") }
        guard !agency.isEmpty else { throw .malformed("agency_code") }
        guard !officer.isEmpty else { throw .malformed("officer_code") }
        if mode == .delegated {
            guard paper.validTo != nil else { throw .delegationIncomplete("valid_to") }
            guard !paper.scope.isEmpty else { throw .delegationIncomplete("scope") }
        }
        if let end = paper.validTo, end <= paper.validFrom { throw .malformed("delegation.valid_to") }
        self.init(
            loading: id, paper: paper, mode: mode, agency: agency, registeredAt: now, registeredBy: officer, revokedAt: nil,
            revokedBy: "", revocationReason: "")
    }

    /// Takes it back; what was signed before stays signed. Taken back already, it stays as it was.
    ///
    /// - Throws: ``SigningRefusal/malformed(_:)`` without a name or reason.
    public mutating func revoke(by officer: String, reason: String, at now: UTCInstant) throws(SigningRefusal) {
        guard !officer.isEmpty else { throw .malformed("officer_code") }
        guard !reason.isEmpty else { throw .malformed("reason") }
        guard self.revokedAt == nil else { return }
        self.revokedAt = now
        self.revokedBy = officer
        self.revocationReason = reason
    }

    /// Whether somebody may sign by it at an instant.
    ///
    /// - Throws: ``SigningRefusal/delegationRevoked(at:delegator:)`` and those of ``SigningAuthority/check(officer:at:)``.
    public func check(officer: String, at now: UTCInstant) throws(SigningRefusal) {
        if let revokedAt, now >= revokedAt { throw .delegationRevoked(at: revokedAt, delegator: self.paper.delegator) }
        try SigningAuthority(mode: self.mode, delegation: self.paper).check(officer: officer, at: now)
    }
}
