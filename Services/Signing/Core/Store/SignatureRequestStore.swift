import BlobStore
import Clocks
import PDF
import PKI
import Postgres
import SigningDomain

/// Keeps the intents in `signature_requests`.
struct SignatureRequestStore: Sendable {
    let session: any PostgresSession

    private static let columns = """
        id, idempotency_key, fingerprint, subject_kind, subject_id, subject_key, profile, officer_code, certificate_sha256,
        document_sha256, document_bytes, prepared_sha256, prepared_bytes, first_length, second_offset, second_length,
        scheme, signed_attributes, state, prepared_at, expires_at
        """

    /// The request of an id, or nil.
    func find(id: Identifier, locked: Bool = false) async throws -> StoredRequest? {
        try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns) FROM signature_requests
            WHERE id = \(id) \(unsafeSQL: locked ? "FOR UPDATE" : "")
            """
        ).first.map(Self.request)
    }

    /// The request of an idempotency key, or nil.
    func find(idempotencyKey: String) async throws -> StoredRequest? {
        try await self.session.query(
            "SELECT \(unsafeSQL: Self.columns) FROM signature_requests WHERE idempotency_key = \(idempotencyKey)"
        ).first.map(Self.request)
    }

    /// Stores an intent.
    ///
    /// - Returns: Whether it was new; `false` when its idempotency key is taken.
    func insert(_ intent: SignatureIntent) async throws -> Bool {
        let order = intent.order
        let rows = try await self.session.query(
            """
            INSERT INTO signature_requests (\(unsafeSQL: Self.columns))
            VALUES
                (\(intent.id), \(order.idempotencyKey), \(order.fingerprint), \(order.subjectKind), \(order.subjectID),
                 \(order.subjectKey), \(order.profile), \(order.officer), \(order.certificateSHA256),
                 \(order.document.sha256), \(order.document.sizeBytes), \(intent.prepared.sha256),
                 \(intent.prepared.sizeBytes), \(intent.byteRange.firstLength), \(intent.byteRange.secondOffset),
                 \(intent.byteRange.secondLength), \(intent.attributes.scheme.rawValue), \(intent.attributes.derSetOf),
                 \(RequestState.prepared.rawValue), \(intent.preparedAt), \(intent.expiresAt))
            ON CONFLICT (idempotency_key) DO NOTHING
            RETURNING id
            """)
        return rows.count == 1
    }

    /// Writes the end of a request that this transaction holds.
    func finish(_ id: Identifier, _ state: RequestState, refusal: String?, at now: UTCInstant) async throws {
        _ = try await self.session.query(
            """
            UPDATE signature_requests
            SET state = \(state.rawValue), refusal = \(refusal), finished_at = \(now)
            WHERE id = \(id)
            """)
    }

    private static func request(_ row: PostgresRow) throws -> StoredRequest {
        let (
            id, idempotencyKey, fingerprint, subjectKind, subjectID, subjectKey, profile, officer, certificate,
            documentSHA256, documentBytes, preparedSHA256, preparedBytes, firstLength, secondOffset, secondLength,
            scheme, attributes, state, preparedAt, expiresAt
        ) = try row.decode(
            (
                Identifier, String, [UInt8], String, Identifier, String, String, String, [UInt8],
                [UInt8], Int64, [UInt8], Int64, Int, Int, Int,
                String, [UInt8], String, UTCInstant, UTCInstant
            ).self)
        guard let document = BlobReference(sha256: documentSHA256, sizeBytes: documentBytes),
            let prepared = BlobReference(sha256: preparedSHA256, sizeBytes: preparedBytes)
        else { throw StoredValueError("signature_requests.document_sha256") }
        guard let scheme = SignatureScheme(rawValue: scheme) else { throw StoredValueError("signature_requests.scheme") }
        guard let state = RequestState(rawValue: state) else { throw StoredValueError("signature_requests.state") }
        let order = SignatureOrder(
            idempotencyKey: idempotencyKey, subjectKind: subjectKind, subjectID: subjectID, subjectKey: subjectKey,
            profile: profile, officer: officer, certificateSHA256: certificate, document: document)
        let intent = SignatureIntent(
            id: id, order: order, prepared: prepared,
            byteRange: SignatureByteRange(firstLength: firstLength, secondOffset: secondOffset, secondLength: secondLength),
            attributes: SignedAttributes(derSetOf: attributes, scheme: scheme), preparedAt: preparedAt, expiresAt: expiresAt)
        return StoredRequest(
            intent: intent, fingerprint: fingerprint, life: RequestLife(loading: state, expiresAt: expiresAt))
    }
}
