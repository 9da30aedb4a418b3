import Clocks
import Postgres

/// Keeps who saw which document, in `document_views` (R76).
struct DocumentViewStore: Sendable {
    /// One look, or one refusal.
    struct View: Hashable, Sendable {
        let officer: String
        let position: Int
        let isRefused: Bool
        let at: UTCInstant
    }

    let session: any PostgresSession

    /// Notes that an officer saw a document at a position, or was not let; the first time counts.
    func note(_ view: View, of document: Identifier) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO document_views (document_id, officer_code, position, is_refused, seen_at)
            VALUES (\(document), \(view.officer), \(Int32(clamping: view.position)), \(view.isRefused), \(view.at))
            ON CONFLICT DO NOTHING
            """)
    }

    /// Everybody who saw it, in the order of time; at most 1000.
    func list(of document: Identifier) async throws -> [View] {
        try await self.session.query(
            """
            SELECT officer_code, position, is_refused, seen_at FROM document_views
            WHERE document_id = \(document)
            ORDER BY seen_at, officer_code, position
            LIMIT 1000
            """
        ).map { row in
            let (officer, position, isRefused, at) = try row.decode((String, Int32, Bool, UTCInstant).self)
            return View(officer: officer, position: Int(position), isRefused: isRefused, at: at)
        }
    }
}
