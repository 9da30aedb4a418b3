/// The table of possible moves between statuses (R12).
public enum StatusMoves {
    /// The statuses that can follow before the dossier was accepted.
    public static func beforeAcceptance(_ status: DossierStatus) -> Set<DossierStatus> {
        switch status {
        case .registered: [.accepted, .refused, .supplementRequested, .paymentRequested, .withdrawalRequested]
        case .supplementRequested: [.registered, .accepted, .refused, .paymentRequested, .withdrawalRequested]
        case .paymentRequested: [.registered, .accepted, .refused, .supplementRequested, .withdrawalRequested]
        case .withdrawalRequested: [.registered, .stopped]
        case .accepted, .refused, .inProgress, .stopped, .processed, .resultReturned: []
        }
    }

    /// The statuses that can follow once the dossier was accepted.
    public static func afterAcceptance(_ status: DossierStatus) -> Set<DossierStatus> {
        switch status {
        case .accepted: [.inProgress, .supplementRequested, .paymentRequested, .withdrawalRequested, .stopped]
        case .inProgress: [.supplementRequested, .paymentRequested, .withdrawalRequested, .stopped, .processed]
        case .supplementRequested: [.inProgress, .paymentRequested, .withdrawalRequested, .stopped]
        case .paymentRequested: [.inProgress, .supplementRequested, .withdrawalRequested, .stopped]
        case .withdrawalRequested: [.inProgress, .stopped]
        case .processed: [.resultReturned]
        case .registered, .refused, .stopped, .resultReturned: []
        }
    }

    /// Checks one move.
    ///
    /// - Parameters:
    ///   - wasAccepted: Whether the dossier has been accepted at any time before.
    /// - Throws: ``DossierError/moveImpossible(from:to:because:)``.
    public static func check(
        from current: DossierStatus, to next: DossierStatus, wasAccepted: Bool
    ) throws(DossierError) {
        let possible = wasAccepted ? Self.afterAcceptance(current) : Self.beforeAcceptance(current)
        guard !possible.contains(next) else {
            return
        }
        throw .moveImpossible(
            from: current, to: next, because: Self.reason(from: current, to: next, wasAccepted: wasAccepted))
    }

    private static func reason(
        from current: DossierStatus, to next: DossierStatus, wasAccepted: Bool
    ) -> MoveRefusal {
        if current == next {
            return .alreadyThere
        }
        if current.isFinal {
            return .statusIsFinal
        }
        switch next {
        case .inProgress where !wasAccepted, .processed where !wasAccepted:
            return .notAcceptedYet
        case .resultReturned:
            return .notProcessedYet
        case .registered where wasAccepted, .accepted where wasAccepted, .refused where wasAccepted:
            return .acceptedBefore
        case .registered, .accepted, .refused, .inProgress, .supplementRequested, .paymentRequested,
            .withdrawalRequested, .stopped, .processed:
            return current == .processed ? .processedBefore : .notDirectly
        }
    }
}
