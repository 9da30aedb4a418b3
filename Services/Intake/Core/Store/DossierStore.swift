import Clocks
import IntakeDomain
import Messaging
import Postgres

/// Keeps dossiers; writing is in extensions.
struct DossierStore: Sendable {
    let client: PostgresClient
    let eventLog: EventLog
    let events: DossierEvents

    /// A dossier by its identity, or `nil`.
    func dossier(_ id: Identifier) async throws -> Dossier? {
        try await self.client.withConnection { connection in
            try await Self.load(connection, Self.select(id, locked: false)).first
        }
    }

    /// A dossier by its code, or `nil`.
    func dossier(code: String) async throws -> Dossier? {
        try await self.client.withConnection { connection in
            try await Self.load(connection, "\(unsafeSQL: Self.columns) WHERE code = \(code)").first
        }
    }

    /// The dossiers after one, newest first.
    ///
    /// - Parameters:
    ///   - agencyCode: The place of receipt, or `nil` for all.
    ///   - after: The dossier after which to go on, or `nil` to begin with the newest.
    func dossiers(receivedBy agencyCode: String?, after: Identifier?, limit: Int) async throws -> [Dossier] {
        try await self.client.withConnection { connection in
            try await Self.load(connection, Self.list(receivedBy: agencyCode, after: after, limit: limit))
        }
    }

    /// The moves of a dossier, oldest first.
    func history(of id: Identifier) async throws -> [StatusChange] {
        try await self.client.query(
            """
            SELECT from_status, to_status, officer_code, changed_at, note, legal_basis
            FROM status_changes
            WHERE dossier_id = \(id)
            ORDER BY version
            """
        ).map(Self.statusChange)
    }

    /// The hand-overs of a dossier, oldest first.
    func handovers(of id: Identifier) async throws -> [Handover] {
        try await self.client.query(
            """
            SELECT from_officer_code, to_section, to_agency_code, handed_at, due_at
            FROM handovers
            WHERE dossier_id = \(id)
            ORDER BY version
            """
        ).map(Self.handover)
    }

    /// The statement of the hot list; one form for each filter, so that each has a plan of its own.
    static func list(receivedBy agencyCode: String?, after: Identifier?, limit: Int) -> PostgresQuery {
        switch (agencyCode, after) {
        case (.some(let agency), .some(let after)):
            """
            \(unsafeSQL: self.columns)
            WHERE receiving_agency_code = \(agency) AND id < \(after)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        case (.some(let agency), .none):
            "\(unsafeSQL: self.columns) WHERE receiving_agency_code = \(agency) ORDER BY id DESC LIMIT \(limit)"
        case (.none, .some(let after)):
            "\(unsafeSQL: self.columns) WHERE id < \(after) ORDER BY id DESC LIMIT \(limit)"
        case (.none, .none):
            "\(unsafeSQL: self.columns) ORDER BY id DESC LIMIT \(limit)"
        }
    }
}
