import BlobStore
import Clocks
import PKI
import Postgres

/// Keeps finished files in `signed_documents` and what they were found to be worth in `reports`.
struct SignedDocumentStore: Sendable {
    let session: any PostgresSession

    /// The finished file of a request, or nil.
    func find(request: Identifier) async throws -> SignedDocument? {
        try await self.session.query(
            """
            SELECT document_sha256, document_bytes, cms_sha256, signed_at, verdict, report, path
            FROM signed_documents
            JOIN reports ON reports.request_id = signed_documents.request_id
            WHERE signed_documents.request_id = \(request)
            """
        ).first.map { row in
            let (sha256, size, cms, signedAt, verdict, report, path) = try row.decode(
                ([UInt8], Int64, [UInt8], UTCInstant, String, [UInt8], [[UInt8]]).self)
            guard let document = BlobReference(sha256: sha256, sizeBytes: size) else {
                throw StoredValueError("signed_documents.document_sha256")
            }
            guard let indication = Indication(rawValue: verdict) else { throw StoredValueError("reports.verdict") }
            return SignedDocument(
                request: request, document: document, cmsSHA256: cms, signedAt: signedAt, verdict: indication, report: report,
                path: path)
        }
    }

    /// Writes a finished file and its report.
    func insert(_ signed: SignedDocument) async throws {
        _ = try await self.session.pipeline([
            """
            INSERT INTO signed_documents (request_id, document_sha256, document_bytes, cms_sha256, signed_at)
            VALUES
                (\(signed.request), \(signed.document.sha256), \(signed.document.sizeBytes), \(signed.cmsSHA256),
                 \(signed.signedAt))
            """,
            """
            INSERT INTO reports (request_id, verdict, report, path, judged_at)
            VALUES
                (\(signed.request), \(signed.verdict.rawValue), \(signed.report), \(signed.path), \(signed.signedAt))
            """,
        ])
    }

    /// When this service completed the signatures of these fingerprints, for those it made itself.
    func times(ofCMS fingerprints: [[UInt8]]) async throws -> [[UInt8]: UTCInstant] {
        let rows = try await self.session.query(
            "SELECT cms_sha256, signed_at FROM signed_documents WHERE cms_sha256 = ANY(\(fingerprints))")
        var times: [[UInt8]: UTCInstant] = [:]
        for row in rows {
            let (fingerprint, signedAt) = try row.decode(([UInt8], UTCInstant).self)
            times[fingerprint] = signedAt
        }
        return times
    }
}
