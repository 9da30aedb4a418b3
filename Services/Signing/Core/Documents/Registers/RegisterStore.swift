import Clocks
import Postgres
import SigningDomain

/// The register book of outgoing documents, from numbers, facts and documents.
struct RegisterStore: Sendable {
    /// One entry of the book.
    struct Row: Hashable, Sendable {
        let notation: String
        let dated: VietnamDate
        let state: String
        let reason: String
        let type: String
        let subject: String
        let unit: String
        let signer: String
        let signerName: String
        let recipients: [String]
        let issuedAt: UTCInstant?
        let documentState: String
    }

    let session: any PostgresSession

    /// Entries in the order of date, series and number; one more than the limit tells that there are more.
    ///
    /// - Parameter series: Empty = all but the secret one, of which only numbers are known.
    func rows(agency: String, from: VietnamDate, to: VietnamDate, series: String, limit: Int) async throws -> [Row] {
        try await self.session.query(Self.statement(agency: agency, from: from, to: to, series: series, limit: limit)).map { row in
            let (notation, dated, state, reason, type, subject, unit, signer, name, recipients, issued, standing) = try row.decode(
                (
                    String, VietnamDate, String, String, String, String, String, String, String, JSONText, UTCInstant?, String
                ).self)
            return Row(
                notation: notation, dated: dated, state: state, reason: reason, type: type, subject: subject, unit: unit, signer: signer,
                signerName: name, recipients: try DocumentJSON.value(recipients, column: "document_facts.fact"), issuedAt: issued,
                documentState: standing)
        }
    }

    /// The statement; it walks along the dates of one agency.
    static func statement(agency: String, from: VietnamDate, to: VietnamDate, series: String, limit: Int) -> PostgresQuery {
        """
        SELECT entry.notation, entry.dated, entry.state, entry.reason, COALESCE(documents.type, ''), COALESCE(documents.subject, ''),
            COALESCE(documents.unit_code, ''), COALESCE(begun.fact #>> '{drafted,head,signer}', ''),
            COALESCE(written.name, ''), COALESCE(begun.fact #> '{drafted,head,recipients}', '[]'::jsonb), issued.happened_at,
            COALESCE(documents.state, '')
        FROM numbers AS entry
        LEFT JOIN documents ON documents.id = entry.document_id
        LEFT JOIN document_facts AS begun ON begun.document_id = entry.document_id AND begun.position = 1
        LEFT JOIN LATERAL (
            SELECT happened_at FROM document_facts
            WHERE document_id = entry.document_id AND fact ? 'issued'
            ORDER BY position DESC
            LIMIT 1
        ) AS issued ON true
        LEFT JOIN LATERAL (
            SELECT COALESCE(fact #>> '{drafted,version,layout,content,signerName}',
                fact #>> '{revised,version,layout,content,signerName}') AS name
            FROM document_facts
            WHERE document_id = entry.document_id AND (fact ? 'drafted' OR fact ? 'revised')
            ORDER BY position DESC
            LIMIT 1
        ) AS written ON true
        WHERE entry.agency_code = \(agency) AND entry.dated BETWEEN \(from) AND \(to)
            AND (entry.series = \(series) OR \(series) = '' AND entry.series NOT IN ('secret', 'copies'))
        ORDER BY entry.dated, entry.series, entry.number
        LIMIT \(Int64(limit))
        """
    }
}
