import Clocks
import Postgres

/// Keeps what verdicts rest on in `evidence`, each piece once.
struct EvidenceStore: Sendable {
    let session: any PostgresSession

    /// The evidence of every stored report about documents that bear one of these signatures; the newest 64 pieces of
    /// each kind are enough to judge again.
    func items(ofCMS fingerprints: [[UInt8]]) async throws -> [EvidenceItem] {
        guard !fingerprints.isEmpty else { return [] }
        return try await self.session.query(
            """
            SELECT DISTINCT evidence.sha256, kind, size_bytes, der
            FROM signature_forms
            JOIN (
                SELECT request_id, document_sha256 FROM signed_documents
                UNION
                SELECT request_id, document_sha256 FROM strengthened_documents
            ) AS documents ON documents.request_id = signature_forms.request_id
            JOIN report_evidence ON report_evidence.document_sha256 = documents.document_sha256
            JOIN evidence ON evidence.sha256 = report_evidence.evidence_sha256
            WHERE signature_forms.cms_sha256 = ANY(\(fingerprints)) AND kind <> 'timestamp'
            LIMIT 256
            """
        ).map(Self.item)
    }

    /// The evidence of one report.
    func items(of report: [UInt8], judgedAt: UTCInstant) async throws -> [EvidenceItem] {
        try await self.session.query(
            """
            SELECT evidence.sha256, kind, size_bytes, der
            FROM report_evidence
            JOIN evidence ON evidence.sha256 = report_evidence.evidence_sha256
            WHERE document_sha256 = \(report) AND judged_at = \(judgedAt)
            ORDER BY kind, evidence.sha256
            """
        ).map(Self.item)
    }

    /// Writes pieces that are not there yet.
    func insert(_ items: [EvidenceItem]) async throws {
        // In one order, so that two transactions with the same pieces wait for each other and never in a circle.
        for item in items.sorted(by: { $0.sha256.lexicographicallyPrecedes($1.sha256) }) {
            _ = try await self.session.query(
                """
                INSERT INTO evidence (sha256, kind, size_bytes, der)
                VALUES (\(item.sha256), \(item.kind.rawValue), \(item.sizeBytes), \(item.der))
                ON CONFLICT (sha256) DO NOTHING
                """)
        }
    }

    private static func item(_ row: PostgresRow) throws -> EvidenceItem {
        let (sha256, kind, size, der) = try row.decode(([UInt8], String, Int64, [UInt8]?).self)
        guard let kind = EvidenceItem.Kind(rawValue: kind) else { throw StoredValueError("evidence.kind") }
        return EvidenceItem(kind: kind, sha256: sha256, sizeBytes: size, der: der)
    }
}
