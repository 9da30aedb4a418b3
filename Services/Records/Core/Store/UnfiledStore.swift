import Clocks
import Postgres
import RecordsDomain

/// Keeps documents that no rule could file in `unfiled_documents`; filing one by hand takes it off.
struct UnfiledStore: Sendable {
    /// Why it could not be filed.
    enum Reason: String, Sendable {
        /// No filing plan is in force.
        case noPlan
        /// No rule takes it.
        case noRule
        /// The rules of several entries do.
        case manyRules
        /// The record it belongs to is closed.
        case recordClosed
    }

    /// One document.
    struct Entry: Sendable {
        let documentID: Identifier
        let agencyCode: String
        let title: String
        let notation: String
        let reason: Reason
        let entries: [String]
        let officerCode: String
        let since: UTCInstant
    }

    let session: any PostgresSession

    /// Puts a document on the list.
    func add(
        _ document: Identifier, agencyCode: String, because reason: Reason, entries: [String], by officerCode: String, at now: UTCInstant
    ) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO unfiled_documents (document_id, agency_code, reason, entries, officer_code, since_at)
            VALUES (\(document), \(agencyCode), \(reason.rawValue), \(entries), \(officerCode), \(now))
            ON CONFLICT DO NOTHING
            """)
    }

    /// The list, in the order of the documents' ids, so the oldest first.
    func list(agencyCode: String, after: Identifier?, limit: Int) async throws -> [Entry] {
        try await self.session.query(
            """
            SELECT document_id, agency_code, documents.title, documents.number || '/' || documents.notation, reason, entries,
                   officer_code, since_at
            FROM unfiled_documents
            JOIN documents ON documents.id = unfiled_documents.document_id
            WHERE (\(agencyCode) = '' OR agency_code = \(agencyCode)) AND document_id > \(after ?? Identifier.minimum)
            ORDER BY document_id, agency_code
            LIMIT \(limit)
            """
        ).map { row in
            let (id, agency, title, notation, reason, entries, officer, since) = try row.decode(
                (Identifier, String, String, String, String, [String], String, UTCInstant).self)
            guard let known = Reason(rawValue: reason) else { throw StoredValueError("unfiled_documents.reason", reason) }
            return Entry(
                documentID: id, agencyCode: agency, title: title, notation: notation, reason: known, entries: entries,
                officerCode: officer, since: since)
        }
    }
}
