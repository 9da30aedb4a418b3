import Clocks
import IntakeDomain
import Messaging
import Postgres

extension DossierStore {
    /// How a change ended.
    enum Update: Sendable {
        /// The dossier after the change.
        case changed(Dossier)
        /// There is no such dossier.
        case unknown
        /// Somebody changed it since the caller read it.
        case conflict(actual: Int64)
    }

    /// Reads a dossier, changes it and stores it with its events, in one transaction with the row locked.
    ///
    /// The change is not `async`: nothing can be awaited while the row is locked.
    ///
    /// - Parameters:
    ///   - expectedVersion: The version the caller has seen.
    ///   - change: Changes the dossier and returns what happened; an empty list stores nothing.
    /// - Throws: What `change` throws; nothing is stored.
    func update(
        _ id: Identifier,
        expectedVersion: Int64,
        at instant: UTCInstant,
        _ change: @Sendable (inout Dossier) throws(DossierError) -> [DossierFact]
    ) async throws -> Update {
        try await self.client.withTransaction { transaction in
            guard let stored = try await Self.load(transaction, Self.select(id, locked: true)).first else {
                return .unknown
            }
            guard stored.version == expectedVersion else {
                return .conflict(actual: stored.version)
            }
            var dossier = stored
            let facts = try change(&dossier)
            let (saved, events) = try await self.save(dossier, facts: facts, was: stored, at: instant, transaction)
            try await self.eventLog.append(events, in: transaction)
            return .changed(saved)
        }
    }

    /// The same inside a transaction of somebody else and without an expected version: for incoming events.
    ///
    /// - Returns: The events to append, or `nil` when there is no such dossier.
    func update(
        _ id: Identifier,
        in transaction: PostgresTransaction,
        at instant: UTCInstant,
        _ change: @Sendable (inout Dossier) throws(DossierError) -> [DossierFact]
    ) async throws -> [OutgoingEvent]? {
        guard let stored = try await Self.load(transaction, Self.select(id, locked: true)).first else {
            return nil
        }
        var dossier = stored
        let facts = try change(&dossier)
        return try await self.save(dossier, facts: facts, was: stored, at: instant, transaction).events
    }

    private func save(
        _ dossier: Dossier, facts: [DossierFact], was stored: Dossier, at instant: UTCInstant,
        _ transaction: PostgresTransaction
    ) async throws -> (dossier: Dossier, events: [OutgoingEvent]) {
        guard !facts.isEmpty else {
            return (stored, [])
        }
        let version = stored.version + 1
        let saved = dossier.numbered(version)
        let changedComponents = zip(stored.components, saved.components).filter { $0 != $1 }.map(\.1)
        try await transaction.pipeline(
            [Self.update(saved)] + changedComponents.map { Self.update($0, of: saved.id) }
                + facts.compactMap { Self.insert($0, dossier: saved, version: version) })
        return (saved, try self.events.events(of: facts, dossier: saved, at: instant))
    }

    private static func update(_ dossier: Dossier) -> PostgresQuery {
        """
        UPDATE dossiers
        SET status = \(Int32(clamping: dossier.status.rawValue)), accepted_at = \(dossier.acceptedAt),
            original_due_at = \(dossier.originalDueAt), due_at = \(dossier.dueAt),
            suspended_at = \(dossier.suspendedAt), supplement_count = \(Int32(clamping: dossier.supplementCount)),
            receipt_sha256 = \(dossier.receipt?.sha256), receipt_size_bytes = \(dossier.receipt?.sizeBytes),
            version = \(dossier.version)
        WHERE id = \(dossier.id)
        """
    }

    private static func update(_ component: DossierComponent, of dossierID: Identifier) -> PostgresQuery {
        """
        UPDATE dossier_components
        SET state = \(Int32(clamping: component.state.rawValue)), result_code = \(component.resultCode),
            document_id = \(component.documentID)
        WHERE dossier_id = \(dossierID) AND code = \(component.rule.code)
        """
    }

    /// The row a fact leaves behind, if it leaves one besides the dossier's own.
    static func insert(_ fact: DossierFact, dossier: Dossier, version: Int64) -> PostgresQuery? {
        switch fact {
        case .registered, .accepted, .componentDigitized:
            nil
        case .componentReused(let offer):
            """
            INSERT INTO component_reuses
                (dossier_id, component_code, document_id, result_code, source_dossier_code, source_role, stored_at,
                 reused_at)
            VALUES
                (\(dossier.id), \(offer.componentCode), \(offer.documentID), \(offer.resultCode),
                 \(offer.sourceDossierCode), \(offer.sourceRole.rawValue), \(offer.storedAt), \(dossier.openedAt))
            """
        case .paperAskedAgain(let request):
            """
            INSERT INTO repeated_requests
                (dossier_id, component_code, document_id, reason, note, officer_code, asked_at)
            VALUES
                (\(dossier.id), \(request.componentCode), \(request.documentID), \(request.reason.rawValue),
                 \(request.note), \(request.officerCode), \(request.askedAt))
            """
        case .handedOver(let handover):
            """
            INSERT INTO handovers
                (dossier_id, version, from_officer_code, to_section, to_agency_code, handed_at, due_at)
            VALUES
                (\(dossier.id), \(version), \(handover.fromOfficerCode), \(handover.toSection),
                 \(handover.toAgencyCode), \(handover.handedAt), \(handover.dueAt))
            """
        case .statusChanged(let change):
            self.insert(change, of: dossier.id, version: version)
        }
    }

    static func insert(_ change: StatusChange, of dossierID: Identifier, version: Int64) -> PostgresQuery {
        """
        INSERT INTO status_changes
            (dossier_id, version, from_status, to_status, officer_code, changed_at, note, legal_basis)
        VALUES
            (\(dossierID), \(version), \(change.from.map { Int32(clamping: $0.rawValue) }),
             \(Int32(clamping: change.to.rawValue)), \(change.officerCode), \(change.changedAt), \(change.note),
             \(change.legalBasis))
        """
    }
}
