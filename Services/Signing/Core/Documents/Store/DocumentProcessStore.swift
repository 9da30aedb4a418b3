import Clocks
import Postgres
import SigningDomain

/// Keeps the versions of processes in `document_processes`.
struct DocumentProcessStore: Sendable {
    let session: any PostgresSession

    /// A version of an agency's process, or nil.
    func find(agency: String, version: Int) async throws -> DocumentProcess? {
        try await self.session.query(
            "SELECT content FROM document_processes WHERE agency_code = \(agency) AND version = \(Int32(clamping: version))"
        ).first.map(Self.process)
    }

    /// The newest version, or nil.
    func newest(agency: String) async throws -> DocumentProcess? {
        try await self.session.query(
            "SELECT content FROM document_processes WHERE agency_code = \(agency) ORDER BY version DESC LIMIT 1"
        ).first.map(Self.process)
    }

    /// Writes a version.
    ///
    /// - Returns: Whether it was new; false when that version is there.
    func insert(_ process: DocumentProcess, by officer: String, at now: UTCInstant) async throws -> Bool {
        try await self.session.query(
            """
            INSERT INTO document_processes (agency_code, version, content, imported_by, imported_at)
            VALUES (\(process.agency), \(Int32(clamping: process.version)), \(try DocumentJSON.text(process)), \(officer), \(now))
            ON CONFLICT (agency_code, version) DO NOTHING
            RETURNING version
            """
        ).count == 1
    }

    private static func process(_ row: PostgresRow) throws -> DocumentProcess {
        try DocumentJSON.value(try row.decode(column: 0), column: "document_processes.content")
    }
}
