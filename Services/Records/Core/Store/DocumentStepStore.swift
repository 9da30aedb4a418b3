import Archive
import Clocks
import Postgres

/// Keeps what was done with documents before and after they were filed, as other services tell it, in `document_steps` (R50).
struct DocumentStepStore: Sendable {
    let session: any PostgresSession

    /// Keeps a step; the same place of the same source again changes nothing.
    ///
    /// - Parameter source: Where it happened: `signing`, or the agency at which it arrived.
    func keep(_ step: ProcessFile.Step, of document: Identifier, source: String, position: Int) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO document_steps (document_id, source, position, kind, officer_code, happened_at, note)
            VALUES (\(document), \(source), \(position), \(step.kind), \(step.officerCode), \(step.at), \(step.note))
            ON CONFLICT DO NOTHING
            """)
    }

    /// The steps of a document, those of one source in their order.
    func list(of document: Identifier) async throws -> [ProcessFile.Step] {
        try await self.session.query(
            """
            SELECT kind, happened_at, officer_code, source, note FROM document_steps
            WHERE document_id = \(document) ORDER BY source, position
            """
        ).map { row in
            let (kind, at, officer, source, note) = try row.decode((String, UTCInstant, String, String, String).self)
            return ProcessFile.Step("\(source).\(kind)", at: at, by: officer, note: note)
        }
    }
}
