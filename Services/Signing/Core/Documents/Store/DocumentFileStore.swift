import Clocks
import Postgres
import SigningDomain

/// Keeps in `document_files` which documents a file belongs to, in whatever version or form.
struct DocumentFileStore: Sendable {
    let session: any PostgresSession

    /// Statements that note the files of facts.
    static func noting(_ facts: [RecordedFact], of document: Identifier) -> [PostgresQuery] {
        Set(facts.flatMap { $0.fact.files }.map(\.sha256)).sorted().map { sha256 in
            """
            INSERT INTO document_files (sha256, document_id) VALUES (\(sha256), \(document))
            ON CONFLICT DO NOTHING
            """
        }
    }

    /// The documents of a file.
    ///
    /// - Parameter sha256: 64 lower-case hexadecimal digits.
    func documents(of sha256: String) async throws -> [Identifier] {
        try await self.session.query("SELECT document_id FROM document_files WHERE sha256 = \(sha256) ORDER BY document_id")
            .map { try $0.decode(column: 0, as: Identifier.self) }
    }
}
