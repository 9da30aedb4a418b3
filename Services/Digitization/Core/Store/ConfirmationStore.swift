import Clocks
import DigitizationDomain
import Foundation
import Postgres

/// Keeps what each person confirmed until two agree, and what codes printed on papers say.
struct ConfirmationStore: Sendable {
    let papers: PaperStore

    /// The last confirmation of a paper, which waits for another person while the paper is only signed.
    func last(_ id: Identifier) async throws -> PendingConfirmation? {
        try await self.papers.client.query(Self.last(id)).first.map(Self.confirmation)
    }

    /// The same, inside a transaction that holds the paper.
    func last(_ id: Identifier, in transaction: PostgresTransaction) async throws -> PendingConfirmation? {
        try await transaction.query(Self.last(id)).first.map(Self.confirmation)
    }

    /// What each person confirmed of a paper, in their order; nothing where one person was enough.
    func all(_ id: Identifier) async throws -> [PendingConfirmation] {
        try await self.papers.client.query(
            """
            SELECT officer_code, fields, doubts, confirmed_at
            FROM confirmations
            WHERE paper_id = \(id)
            ORDER BY ordinal
            """
        ).map(Self.confirmation)
    }

    private static func last(_ id: Identifier) -> PostgresQuery {
        """
        SELECT officer_code, fields, doubts, confirmed_at
        FROM confirmations
        WHERE paper_id = \(id)
        ORDER BY ordinal DESC
        LIMIT 1
        """
    }

    /// The papers of a dossier that wait for another person.
    func awaiting(dossierCode: String) async throws -> [(paper: Identifier, pending: PendingConfirmation)] {
        try await self.papers.client.query(
            """
            SELECT DISTINCT ON (papers.received_at, papers.id) officer_code_, fields_, doubts_, confirmed_at, papers.id
            FROM papers
            JOIN (
                SELECT paper_id, ordinal, officer_code AS officer_code_, fields AS fields_, doubts AS doubts_, confirmed_at
                FROM confirmations
            ) AS given ON given.paper_id = papers.id
            WHERE papers.dossier_code = \(dossierCode) AND papers.state = 'signed'
            ORDER BY papers.received_at, papers.id, ordinal DESC
            """
        ).map { row in (try row.decode(column: 4, as: Identifier.self), try Self.confirmation(row)) }
    }

    /// Appends what a person confirmed.
    func append(
        _ id: Identifier, officer: String, fields: [PaperField], doubts: [FieldDoubt], in transaction: PostgresTransaction
    ) async throws {
        try await transaction.query(
            """
            INSERT INTO confirmations (paper_id, ordinal, officer_code, fields, doubts, confirmed_at)
            SELECT \(id), coalesce(max(ordinal), 0) + 1, \(officer), \(try PaperRow.json(fields.map(StoredField.init))),
                \(try PaperRow.json(doubts)), \(self.papers.clock.now())
            FROM confirmations
            WHERE paper_id = \(id)
            """)
    }

    /// Keeps the codes found on a paper, in place of earlier ones.
    func write(codes: [String], of id: Identifier, in transaction: PostgresTransaction) async throws {
        try await transaction.query("DELETE FROM paper_codes WHERE paper_id = \(id)")
        for (ordinal, payload) in codes.enumerated() {
            try await transaction.query(
                "INSERT INTO paper_codes (paper_id, ordinal, payload) VALUES (\(id), \(ordinal + 1), \(payload))")
        }
    }

    /// The codes found on a paper.
    func codes(_ id: Identifier) async throws -> [String] {
        try await self.papers.client.query(
            "SELECT payload FROM paper_codes WHERE paper_id = \(id) ORDER BY ordinal"
        ).map { try $0.decode(column: 0) }
    }

    private static func confirmation(_ row: PostgresRow) throws -> PendingConfirmation {
        let officer = try row.decode(column: 0, as: String.self)
        let fields = try PaperRow.decode([StoredField].self, row.decode(column: 1, as: JSONText.self)).map(\.field)
        let doubts = try PaperRow.decode([FieldDoubt].self, row.decode(column: 2, as: JSONText.self))
        return PendingConfirmation(
            officerCode: officer, fields: fields, doubts: doubts, confirmedAt: try row.decode(column: 3, as: UTCInstant.self))
    }
}
