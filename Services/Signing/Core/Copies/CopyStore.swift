import Clocks
import Postgres
import SigningDomain

/// Keeps copies in `document_copies`.
struct CopyStore: Sendable {
    let session: any PostgresSession

    /// A copy, or nil.
    ///
    /// - Parameter locked: Whether it is held until the transaction ends.
    func find(_ id: Identifier, locked: Bool = false) async throws -> StoredCopy? {
        try await self.session.query(
            "SELECT \(unsafeSQL: Self.columns) FROM document_copies WHERE id = \(id) \(unsafeSQL: locked ? "FOR UPDATE" : "")"
        ).first.map(Self.copy)
    }

    /// The copy that was made under a key, with the fingerprint of the order.
    func made(under key: String) async throws -> (copy: StoredCopy, fingerprint: [UInt8])? {
        guard let row = try await self.session.query("SELECT id, fingerprint FROM document_copies WHERE idempotency_key = \(key)").first
        else { return nil }
        let (id, fingerprint) = try row.decode((Identifier, [UInt8]).self)
        guard let copy = try await self.find(id) else { return nil }
        return (copy, fingerprint)
    }

    /// The copies of an agency, or those of one document, newest first.
    func list(agency: String, document: Identifier?, after: Identifier?, limit: Int) async throws -> [StoredCopy] {
        try await self.session.query(Self.list(agency: agency, document: document, after: after, limit: limit)).map(Self.copy)
    }

    /// The statement; ids rise with time, so it walks along the index of the agency from its end.
    static func list(agency: String, document: Identifier?, after: Identifier?, limit: Int) -> PostgresQuery {
        """
        SELECT \(unsafeSQL: Self.columns) FROM document_copies
        WHERE agency_code = \(agency) AND (\(document)::uuid IS NULL OR source_document = \(document))
            AND (\(after)::uuid IS NULL OR id < \(after))
        ORDER BY id DESC
        LIMIT \(Int64(limit))
        """
    }

    /// Writes a copy.
    func insert(_ copy: StoredCopy, key: String, fingerprint: [UInt8]) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO document_copies
                (id, agency_code, kind, direction, source_document, source_copy, source_notation, source_dated, source_author, part,
                 notation, dated, state, file_sha256, file_bytes, sheet, made_by, made_at, idempotency_key, fingerprint)
            VALUES
                (\(copy.id), \(copy.agency), \(copy.kind.rawValue), \(copy.direction.rawValue), \(copy.sourceDocument), \(copy.sourceCopy),
                 \(copy.sourceNotation), \(copy.sourceDated), \(copy.sourceAuthor), \(copy.part), \(copy.notation), \(copy.dated),
                 \(copy.state.rawValue), \(copy.file?.sha256), \(copy.file?.sizeBytes), \(try copy.sheet.map { try DocumentJSON.text($0) }),
                 \(copy.officer), \(copy.madeAt), \(key), \(fingerprint))
            """)
    }

    /// Notes the signed file.
    func sign(_ id: Identifier, file: DocumentFile, request: Identifier) async throws {
        _ = try await self.session.query(
            """
            UPDATE document_copies
            SET state = 'made', file_sha256 = \(file.sha256), file_bytes = \(file.sizeBytes), signature = \(request)
            WHERE id = \(id)
            """)
    }

    private static let columns = """
        id, agency_code, kind, direction, source_document, source_copy, source_notation, source_dated, source_author, part, notation, dated,
        state, file_sha256, file_bytes, sheet, made_by, made_at
        """

    private static func copy(_ row: PostgresRow) throws -> StoredCopy {
        let (id, agency, kind, direction, document, copy, notation, dated, author, part, own, ownDated, state, sha, size, sheet, officer, at) =
            try row.decode(
                (
                    Identifier, String, String, String, Identifier?, Identifier?, String, VietnamDate, String, String, String, VietnamDate,
                    String, String?, Int64?, JSONText?, String, UTCInstant
                ).self)
        guard let kind = CopyKind(rawValue: kind), let direction = CopyDirection(rawValue: direction),
            let state = StoredCopy.State(rawValue: state)
        else { throw StoredValueError("document_copies.kind") }
        var file: DocumentFile?
        if let sha, let size { file = DocumentFile(sha256: sha, sizeBytes: size, mediaType: SigningWire.mediaType, name: "ban-sao.pdf") }
        return StoredCopy(
            id: id, agency: agency, kind: kind, direction: direction, sourceDocument: document, sourceCopy: copy, sourceNotation: notation,
            sourceDated: dated, sourceAuthor: author, part: part, notation: own, dated: ownDated, state: state, file: file,
            sheet: try sheet.map { try DocumentJSON.value($0, column: "document_copies.sheet") }, officer: officer, madeAt: at)
    }
}
