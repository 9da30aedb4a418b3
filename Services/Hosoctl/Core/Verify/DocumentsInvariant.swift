import BlobStore
import Clocks
import Postgres

/// I3: every file that is referred to is there with the right length and SHA-256; no reference dangles.
struct DocumentsInvariant: Invariant {
    let id = "I3"
    let title = Words("Không mất tài liệu", "no document lost")
    let unit = Words("tệp", "files")

    /// One column pair that refers to a file.
    struct Place: Sendable {
        let service: String
        let table: String
        /// What names the row: an SQL expression of type text.
        let name: String
        let digest: String
        let size: String
    }

    static let places: [Place] = [
        Place(service: "intake", table: "dossiers", name: "code", digest: "receipt_sha256", size: "receipt_size_bytes"),
        Place(service: "digitization", table: "papers", name: "id::text", digest: "scan_sha256", size: "scan_size_bytes"),
        Place(service: "digitization", table: "papers", name: "id::text", digest: "e_copy_sha256", size: "e_copy_size_bytes"),
        Place(service: "digitization", table: "papers", name: "id::text", digest: "text_sha256", size: "text_size_bytes"),
        Place(service: "digitization", table: "papers", name: "id::text", digest: "reading_sha256", size: "reading_size_bytes"),
        Place(service: "digitization", table: "papers", name: "id::text", digest: "signed_sha256", size: "signed_size_bytes"),
        Place(service: "records", table: "documents", name: "coalesce(result_code, id::text)", digest: "file_sha256", size: "file_size_bytes"),
        Place(service: "signing", table: "signature_requests", name: "id::text", digest: "document_sha256", size: "document_bytes"),
        Place(service: "signing", table: "signature_requests", name: "id::text", digest: "prepared_sha256", size: "prepared_bytes"),
        Place(service: "signing", table: "signed_documents", name: "request_id::text", digest: "document_sha256", size: "document_bytes"),
        Place(service: "signing", table: "strengthened_documents", name: "request_id::text", digest: "document_sha256", size: "document_bytes"),
        // Small evidence lies in the row itself.
        Place(service: "signing", table: "evidence", name: "kind", digest: "CASE WHEN der IS NULL THEN sha256 END", size: "size_bytes"),
    ]

    func examine(_ context: VerifyContext) async throws -> InvariantFindings {
        var findings = InvariantFindings()
        var wanted = try await Self.references(context, &findings)
        for destroyed in try await Self.destroyed(context) { wanted[destroyed] = nil }
        findings.examined = wanted.count
        for (reference, users) in wanted.sorted(by: { $0.key.hex < $1.key.hex }) {
            if let fault = await Self.fault(of: reference, in: context.blobs) {
                findings.add("\(reference.hex) ← \(users.prefix(3).joined(separator: ", "))", fault.vietnamese, fault.english)
            }
        }
        try await Self.checkDangling(context, &findings)
        try await Self.listOrphans(context, Set(wanted.keys), &findings)
        return findings
    }

    /// Files that went with their record by a recorded decision of the council (R54); who still names them shows what was there.
    private static func destroyed(_ context: VerifyContext) async throws -> [BlobReference] {
        guard context.schemas.present.contains("records") else { return [] }
        return try await context.database.query(
            """
            SELECT sha256, size_bytes FROM \(unsafeSQL: context.schemas.table("records", "file_removals"))
            WHERE outcome IN ('removing', 'removed')
            """
        ).compactMap { row in
            let (digest, size) = try row.decode(([UInt8], Int64).self)
            return BlobReference(sha256: digest, sizeBytes: size)
        }
    }

    private static func references(
        _ context: VerifyContext, _ findings: inout InvariantFindings
    ) async throws -> [BlobReference: [String]] {
        var wanted: [BlobReference: [String]] = [:]
        for place in Self.places where context.schemas.present.contains(place.service) {
            let rows = try await context.database.query(
                """
                SELECT \(unsafeSQL: place.name), \(unsafeSQL: place.digest), \(unsafeSQL: place.size)
                FROM \(unsafeSQL: context.schemas.table(place.service, place.table))
                WHERE (\(unsafeSQL: place.digest)) IS NOT NULL
                """)
            for row in rows {
                let (name, digest, size) = try row.decode((String, [UInt8], Int64?).self)
                let user = "\(place.service).\(place.table).\(place.digest) \(name)"
                guard let size, let reference = BlobReference(sha256: digest, sizeBytes: size) else {
                    findings.add(user, "tham chiếu tệp không đọc được", "the reference cannot be read")
                    continue
                }
                wanted[reference, default: []].append(user)
            }
        }
        return wanted
    }

    private static func fault(of reference: BlobReference, in blobs: FileSystemBlobStore) async -> Words? {
        do {
            try await blobs.withFile(reference) { _ in }
            return nil
        } catch let error as BlobStoreError where error.code == .notFound {
            return Words("tệp không có trong kho", "the file is not in the store")
        } catch let error as BlobStoreError where error.code == .damaged {
            return Words("tệp đã bị thay đổi hoặc hỏng", "the file was changed or damaged")
        } catch {
            return Words("không đọc được tệp", "the file cannot be read: \(error)")
        }
    }

    /// Documents that one service was promised by another.
    private static func checkDangling(_ context: VerifyContext, _ findings: inout InvariantFindings) async throws {
        let users = [
            ("intake", "dossier_components", "dossier_id::text || ' ' || code"), ("digitization", "papers", "id::text"),
        ]
        for (service, table, name) in users where context.schemas.present.contains(service) {
            let rows = try await context.database.query(
                """
                SELECT \(unsafeSQL: name), document_id
                FROM \(unsafeSQL: context.schemas.table(service, table)) AS promised
                WHERE document_id IS NOT NULL AND NOT EXISTS (
                    SELECT FROM \(unsafeSQL: context.schemas.table("records", "documents")) AS documents
                    WHERE documents.id = promised.document_id
                )
                """)
            for row in rows {
                let (user, document) = try row.decode((String, Identifier).self)
                findings.add("\(service).\(table) \(user)", "tài liệu \(document) không có trong kho lưu", "the document \(document) is not in the repository")
            }
        }
    }

    private static func listOrphans(
        _ context: VerifyContext, _ wanted: Set<BlobReference>, _ findings: inout InvariantFindings
    ) async throws {
        let limit = context.clock.now() - context.grace
        for try await orphan in context.blobs.orphans(storedBefore: limit, isReferenced: { wanted.contains($0) }) {
            findings.notes.append(
                Words("tệp \(orphan.hex) không ai tham chiếu, quá thời gian chờ", "nobody refers to this file, older than the grace period"))
        }
    }
}
