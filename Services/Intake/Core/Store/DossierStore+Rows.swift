import Clocks
import IntakeDomain
import Postgres

extension DossierStore {
    /// The columns in the order in which ``load(_:_:)`` reads them.
    static let columns = """
        SELECT id, code, procedure_code, procedure_version, owner_id, owner_name, channel, receiving_agency_code,
            supporting_agency_code, competent_agency_code, opened_by, assisted_by, opened_at, status, accepted_at,
            original_due_at, due_at, suspended_at, supplement_count, receipt_sha256, receipt_size_bytes, version
        FROM dossiers
        """

    static func select(_ id: Identifier, locked: Bool) -> PostgresQuery {
        if locked {
            "\(unsafeSQL: self.columns) WHERE id = \(id) FOR UPDATE"
        } else {
            "\(unsafeSQL: self.columns) WHERE id = \(id)"
        }
    }

    /// Loads dossiers with their procedure versions and components, in three statements whatever their number.
    static func load(_ session: some PostgresSession, _ query: PostgresQuery) async throws -> [Dossier] {
        let rows = try await session.query(query)
        guard !rows.isEmpty else {
            return []
        }
        let ids = try rows.map { try $0.decode(column: 0, as: Identifier.self) }
        let procedures = try await ProcedureStore.versions(
            of: Array(Set(try rows.map { try $0.decode(column: 2, as: String.self) })), session)
        let components = try await session.query(
            """
            SELECT dossier_id, code, name, paper_type_code, is_required, role, exemption_code, originals, copies, state,
                result_code, document_id
            FROM dossier_components
            WHERE dossier_id = ANY(\(ids))
            ORDER BY dossier_id, ordinal
            """
        ).map(Self.component)
        let byDossier = Dictionary(grouping: components, by: \.dossierID)
        return try rows.map { row in
            try Self.dossier(row, procedures: procedures) { id in (byDossier[id] ?? []).map(\.component) }
        }
    }

    private static func dossier(
        _ row: PostgresRow, procedures: [ProcedureKey: ProcedureVersion],
        components: (Identifier) -> [DossierComponent]
    ) throws -> Dossier {
        let (
            id, code, procedureCode, procedureVersion, ownerID, ownerName, channel, receipt, support, competent,
            openedBy, assistedBy, openedAt, status, acceptedAt, originalDueAt, dueAt, suspendedAt, supplements, digest,
            size, version
        ) = try row.decode(
            (
                Identifier, String, String, Int32, String, String, Int32, String, String?, String, String, String?,
                UTCInstant, Int32, UTCInstant?, UTCInstant?, UTCInstant?, UTCInstant?, Int32, [UInt8]?, Int64?, Int64
            ).self)
        guard let procedure = procedures[ProcedureKey(code: procedureCode, version: Int(procedureVersion))],
            let channel = Channel(rawValue: Int(channel)), let status = DossierStatus(rawValue: Int(status))
        else {
            throw StoredRowMalformed(table: "dossiers")
        }
        var parts = DossierParts(
            id: id, code: try DossierCode(foreign: code), procedure: procedure,
            owner: DossierOwner(loadingID: ownerID, name: ownerName), channel: channel,
            places: Places(receipt: receipt, support: support, competent: competent), openedBy: openedBy,
            assistedBy: assistedBy, openedAt: openedAt, components: components(id))
        parts.status = status
        parts.acceptedAt = acceptedAt
        parts.originalDueAt = originalDueAt
        parts.dueAt = dueAt
        parts.suspendedAt = suspendedAt
        parts.supplementCount = Int(supplements)
        if let digest, let size {
            parts.receipt = SlipFile(sha256: digest, sizeBytes: size)
        }
        parts.version = version
        return Dossier(loading: parts)
    }

    private static func component(
        _ row: PostgresRow
    ) throws -> (dossierID: Identifier, component: DossierComponent) {
        let (
            dossierID, code, name, paperType, isRequired, role, exemption, originals, copies, state, resultCode,
            documentID
        ) = try row.decode(
            (
                Identifier, String, String, String, Bool, String, String?, Int32, Int32, Int32, String?, Identifier?
            ).self)
        guard let role = PaperRole(rawValue: role), let state = ComponentState(rawValue: Int(state)) else {
            throw StoredRowMalformed(table: "dossier_components")
        }
        let rule = ComponentRule(
            code: code, name: name, paperTypeCode: paperType, isRequired: isRequired, role: role,
            exemptionCode: exemption)
        return (
            dossierID,
            DossierComponent(
                loading: rule, originals: Int(originals), copies: Int(copies), state: state, resultCode: resultCode,
                documentID: documentID)
        )
    }

    static func statusChange(_ row: PostgresRow) throws -> StatusChange {
        let (from, to, officerCode, changedAt, note, legalBasis) = try row.decode(
            (Int32?, Int32, String, UTCInstant, String, String).self)
        guard let next = DossierStatus(rawValue: Int(to)) else {
            throw StoredRowMalformed(table: "status_changes")
        }
        return StatusChange(
            from: from.flatMap { DossierStatus(rawValue: Int($0)) }, to: next, officerCode: officerCode,
            changedAt: changedAt, note: note, legalBasis: legalBasis)
    }

    static func handover(_ row: PostgresRow) throws -> Handover {
        let (officerCode, section, agencyCode, handedAt, dueAt) = try row.decode(
            (String, String, String, UTCInstant, UTCInstant).self)
        return Handover(
            fromOfficerCode: officerCode, toSection: section, toAgencyCode: agencyCode, handedAt: handedAt,
            dueAt: dueAt)
    }
}
