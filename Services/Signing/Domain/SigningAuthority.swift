public import Clocks

/// By what right a person signs an issued document: the mode and, where the mode needs one, the paper behind it (R34).
public struct SigningAuthority: Hashable, Sendable {
    /// The mode.
    public let mode: SigningMode
    /// The paper; `nil` when none was named.
    public let delegation: SigningDelegation?

    /// Takes mode and paper together.
    public init(mode: SigningMode, delegation: SigningDelegation?) {
        self.mode = mode
        self.delegation = delegation
    }

    /// Whether the right holds for a person at an instant.
    ///
    /// - Throws: ``SigningRefusal/delegationMissing(_:)``, ``SigningRefusal/delegationOfAnother``,
    ///   ``SigningRefusal/delegationIncomplete(_:)``, ``SigningRefusal/delegationNotYetValid(from:)`` or
    ///   ``SigningRefusal/delegationEnded(at:)``.
    ///
    /// Source: Decree 30/2020, article 13.
    public func check(officer: String, at now: UTCInstant) throws(SigningRefusal) {
        guard let delegation else {
            guard !self.mode.demandsDelegation else { throw .delegationMissing(self.mode) }
            return
        }
        guard delegation.delegate == officer, delegation.delegator != officer else { throw .delegationOfAnother }
        guard !delegation.documentNumber.isEmpty, !delegation.delegator.isEmpty else { throw .delegationIncomplete("document_number") }
        // A special delegation is limited in time and in content.
        if self.mode == .delegated {
            guard delegation.validTo != nil else { throw .delegationIncomplete("valid_to") }
            guard !delegation.scope.isEmpty else { throw .delegationIncomplete("scope") }
        }
        guard now >= delegation.validFrom else { throw .delegationNotYetValid(from: delegation.validFrom) }
        if let end = delegation.validTo, now >= end { throw .delegationEnded(at: end) }
    }
}
