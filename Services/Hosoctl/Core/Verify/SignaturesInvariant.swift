import BlobStore
import Clocks
import PDF
import PKI
import Postgres

/// I8: each signed document verifies over the stored bytes; nothing is signed twice for the same purpose.
struct SignaturesInvariant: Invariant {
    let id = "I8"
    let title = Words("Chữ ký số hợp lệ trên tệp đang lưu", "signatures verify over the stored files")
    let unit = Words("tệp đã ký", "signed files")

    private static let places: [DocumentsInvariant.Place] = [
        DocumentsInvariant.Place(
            service: "signing", table: "signed_documents", name: "request_id::text", digest: "document_sha256", size: "document_bytes"),
        DocumentsInvariant.Place(
            service: "signing", table: "strengthened_documents", name: "request_id::text", digest: "document_sha256",
            size: "document_bytes"),
        DocumentsInvariant.Place(
            service: "digitization", table: "papers", name: "id::text", digest: "signed_sha256", size: "signed_size_bytes"),
        DocumentsInvariant.Place(
            service: "records", table: "documents", name: "coalesce(result_code, id::text)",
            // Office documents may be filed before they are signed; what the record calls signed must be.
            digest: "CASE WHEN signed_valid THEN file_sha256 END", size: "file_size_bytes"),
    ]

    func examine(_ context: VerifyContext) async throws -> InvariantFindings {
        var findings = InvariantFindings()
        let times = try await Self.recordedTimes(context)
        let judge = StoredSignatureJudge(trust: context.trust, recorded: times, now: context.clock.now())
        for (reference, user) in try await Self.documents(context).sorted(by: { $0.key.hex < $1.key.hex }) {
            findings.examined += 1
            let bytes: [UInt8]
            do {
                bytes = try await context.blobs.get(reference)
            } catch {
                findings.add("\(reference.hex) ← \(user)", "không đọc được tệp đã ký", "the signed file cannot be read: \(error)")
                continue
            }
            if let fault = judge.fault(of: bytes) {
                findings.add("\(reference.hex) ← \(user)", fault.vietnamese, fault.english)
            }
        }
        try await Self.signedTwice(context, &findings)
        return findings
    }

    private static func documents(_ context: VerifyContext) async throws -> [BlobReference: String] {
        var documents: [BlobReference: String] = [:]
        for place in Self.places {
            let rows = try await context.database.query(
                """
                SELECT \(unsafeSQL: place.name), \(unsafeSQL: place.digest), \(unsafeSQL: place.size)
                FROM \(unsafeSQL: context.schemas.table(place.service, place.table))
                WHERE \(unsafeSQL: place.digest) IS NOT NULL
                """)
            for row in rows {
                let (name, digest, size) = try row.decode((String, [UInt8], Int64).self)
                guard let reference = BlobReference(sha256: digest, sizeBytes: size) else { continue }
                documents[reference] = "\(place.service).\(place.table) \(name)"
            }
        }
        return documents
    }

    /// When the suite completed each signature, by the SHA-256 of its CMS.
    private static func recordedTimes(_ context: VerifyContext) async throws -> [[UInt8]: UTCInstant] {
        // A timestamp that is put into a signature later changes its bytes, so one signature may have several.
        let rows = try await context.database.query(
            """
            SELECT forms.cms_sha256, documents.signed_at
            FROM \(unsafeSQL: context.schemas.table("signing", "signature_forms")) AS forms
            JOIN \(unsafeSQL: context.schemas.table("signing", "signed_documents")) AS documents USING (request_id)
            """)
        var times: [[UInt8]: UTCInstant] = [:]
        for row in rows {
            let (fingerprint, time) = try row.decode(([UInt8], UTCInstant).self)
            times[fingerprint] = time
        }
        return times
    }

    private static func signedTwice(_ context: VerifyContext, _ findings: inout InvariantFindings) async throws {
        let rows = try await context.database.query(
            """
            SELECT subject_kind, subject_id, officer_code, profile, count(*)
            FROM \(unsafeSQL: context.schemas.table("signing", "signature_requests"))
            WHERE state = 'completed'
            GROUP BY 1, 2, 3, 4
            HAVING count(*) > 1
            """)
        for row in rows {
            let (kind, subject, officer, profile, count) = try row.decode((String, Identifier, String, String, Int64).self)
            findings.add(
                "\(kind) \(subject)", "\(officer) ký \(count) lần cho mục đích «\(profile)»",
                "signed \(count) times by \(officer) for «\(profile)»")
        }
    }
}
