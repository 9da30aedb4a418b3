import Clocks
import DigitizationDomain
import Messaging
import Postgres

/// Keeps which components are not digitized and why, and counts them (R24).
struct UndigitizedStore: Sendable {
    let papers: PaperStore
    let events: DigitizationEvents

    /// Declares a component; the same declaration again changes nothing, another one replaces the reason.
    ///
    /// - Returns: false when a paper of the component is digitized or on its way: there is nothing to exempt.
    func declare(_ component: UndigitizedComponent) async throws -> Bool {
        try await self.papers.client.withTransaction { transaction in
            try await self.papers.holdOrder(of: component.dossierCode, in: transaction)
            let hasPaper = try await transaction.query(
                """
                SELECT EXISTS (
                    SELECT FROM papers
                    WHERE dossier_code = \(component.dossierCode) AND component_code = \(component.componentCode)
                        AND state NOT IN ('refused', 'secretStub'))
                """
            ).decodeOnly(Bool.self)
            guard !hasPaper else { return false }
            let changed = try await transaction.query(
                """
                INSERT INTO undigitized_components (
                    dossier_code, component_code, agency_code, reason, note, declared_by, declared_at)
                VALUES (
                    \(component.dossierCode), \(component.componentCode), \(component.agencyCode), \(component.reason.name),
                    \(component.note), \(component.officerCode), \(self.papers.clock.now()))
                ON CONFLICT (dossier_code, component_code) DO UPDATE
                SET reason = excluded.reason, note = excluded.note, declared_by = excluded.declared_by,
                    declared_at = excluded.declared_at
                WHERE undigitized_components.reason <> excluded.reason OR undigitized_components.note <> excluded.note
                """)
            if changed.affectedRows == 1 {
                try await self.papers.eventLog.append([self.events.notDigitized(component)], in: transaction)
            }
            return true
        }
    }

    /// How many components were declared, by reason.
    ///
    /// - Parameters:
    ///   - agency: Agency; empty = all.
    ///   - from: First instant.
    ///   - to: First instant after the period.
    func counts(agency: String, from: UTCInstant, to: UTCInstant) async throws -> [(reason: UndigitizedReason, count: Int64)] {
        try await self.papers.client.query(
            """
            SELECT reason, count(*)
            FROM undigitized_components
            WHERE (agency_code = \(agency) OR \(agency) = '') AND declared_at >= \(from) AND declared_at < \(to)
            GROUP BY reason
            ORDER BY reason
            """
        ).map { row in
            let (name, count) = try row.decode((String, Int64).self)
            guard let reason = UndigitizedReason(name: name) else { throw StoredRowMalformed(table: "undigitized_components") }
            return (reason, count)
        }
    }
}
