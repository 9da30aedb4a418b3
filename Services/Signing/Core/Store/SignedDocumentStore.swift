import BlobStore
import Clocks
import PKI
import Postgres
import SigningDomain

/// Keeps finished files in `signed_documents` and what they were found to be worth in `reports`.
struct SignedDocumentStore: Sendable {
    let session: any PostgresSession

    /// The finished file of a request, or nil.
    func find(request: Identifier) async throws -> SignedDocument? {
        let upkeep = try await UpkeepStore(session: self.session).find(request)
        return try await self.session.query(
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
                path: path, upkeep: upkeep)
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
            "INSERT INTO signature_forms (cms_sha256, request_id) VALUES (\(signed.cmsSHA256), \(signed.request))",
            """
            INSERT INTO reports (request_id, verdict, report, path, judged_at)
            VALUES
                (\(signed.request), \(signed.verdict.rawValue), \(signed.report), \(signed.path), \(signed.signedAt))
            """,
        ])
    }

    /// When this service completed the signatures of these fingerprints, for those it made itself, in whatever form.
    func times(ofCMS fingerprints: [[UInt8]]) async throws -> [[UInt8]: UTCInstant] {
        let rows = try await self.session.query(
            """
            SELECT signature_forms.cms_sha256, signed_at
            FROM signature_forms
            JOIN signed_documents ON signed_documents.request_id = signature_forms.request_id
            WHERE signature_forms.cms_sha256 = ANY(\(fingerprints))
            """)
        var times: [[UInt8]: UTCInstant] = [:]
        for row in rows {
            let (fingerprint, signedAt) = try row.decode(([UInt8], UTCInstant).self)
            times[fingerprint] = signedAt
        }
        return times
    }

    /// The form of a request's document that reached the highest level last; nil when it was not completed.
    func newestForm(ofRequest request: Identifier) async throws -> BlobReference? {
        try await self.session.query(
            """
            SELECT document_sha256, document_bytes FROM (
                SELECT document_sha256, document_bytes, signed_at AS made_at, 0 AS later
                FROM signed_documents WHERE request_id = \(request)
                UNION ALL
                SELECT document_sha256, document_bytes, made_at, 1 FROM strengthened_documents WHERE request_id = \(request)
            ) AS forms
            ORDER BY later DESC, made_at DESC
            LIMIT 1
            """
        ).first.map(Self.reference)
    }

    /// The newest form of a document this service signed, found by any of its forms; nil when it did not.
    func newestForm(of document: [UInt8]) async throws -> BlobReference? {
        let found = try await self.session.query(
            """
            SELECT request_id FROM signed_documents WHERE document_sha256 = \(document)
            UNION
            SELECT request_id FROM strengthened_documents WHERE document_sha256 = \(document)
            LIMIT 1
            """
        ).first
        guard let request = try found?.decode(column: 0, as: Identifier.self) else { return nil }
        return try await self.newestForm(ofRequest: request)
    }

    /// SHA-256 of every form the signature of a request has had.
    func forms(of request: Identifier) async throws -> [[UInt8]] {
        try await self.session.query("SELECT cms_sha256 FROM signature_forms WHERE request_id = \(request)")
            .map { try $0.decode(column: 0, as: [UInt8].self) }
    }

    /// Writes a later form of a document: the same signatures at a higher level.
    func strengthen(
        _ request: Identifier, _ document: BlobReference, cmsSHA256: [UInt8], level: BaselineLevel, at now: UTCInstant
    ) async throws {
        _ = try await self.session.pipeline([
            """
            INSERT INTO strengthened_documents (request_id, document_sha256, document_bytes, level, made_at)
            VALUES (\(request), \(document.sha256), \(document.sizeBytes), \(level.rawValue), \(now))
            ON CONFLICT (request_id, document_sha256) DO NOTHING
            """,
            """
            INSERT INTO signature_forms (cms_sha256, request_id) VALUES (\(cmsSHA256), \(request))
            ON CONFLICT (cms_sha256) DO NOTHING
            """,
        ])
    }

    private static func reference(_ row: PostgresRow) throws -> BlobReference {
        let (sha256, size) = try row.decode(([UInt8], Int64).self)
        guard let reference = BlobReference(sha256: sha256, sizeBytes: size) else {
            throw StoredValueError("strengthened_documents.document_sha256")
        }
        return reference
    }
}
