import Clocks
import PKI
import Postgres
import SigningDomain

/// Reads who can sign and what waits for it (V-21).
struct ScarcityStore: Sendable {
    /// Rows of one answer.
    static let limit = 1_000

    let session: any PostgresSession

    /// A certificate and when it last signed here.
    struct Signer: Sendable {
        let entry: RegisteredCertificate
        let lastSignedAt: UTCInstant?
        let standing: CertificateStanding
    }

    /// What lacks a signature.
    struct Waiting: Sendable {
        /// What became of the last attempt.
        enum Attempt: Sendable {
            /// There was none, or it is open.
            case none
            /// It was refused or came too late.
            case failed
            /// It was completed, and nobody entered it into the document.
            case notEntered
        }

        let subjectKind: String
        let subjectID: Identifier
        let subjectKey: String
        let profile: String
        let officer: String
        let since: UTCInstant
        var attempt = Attempt.none
        /// Which attachment of the document, from 1; 0 = the document itself.
        var attachment = 0
        /// Number and notation; empty before they are given.
        var notation = ""
    }

    /// Certificates by holder and end of validity; one more than the limit when there are more.
    ///
    /// - Parameters:
    ///   - end: Only those that end before; `nil` for all.
    func signers(endingBefore end: UTCInstant?) async throws -> [Signer] {
        try await self.session.query(
            """
            SELECT der, chain, holder, purpose, latest.signed_at, COALESCE(state, 'unchecked'), revoked_since,
                   COALESCE(source, ''), COALESCE(fault, ''), stated_at, checked_at, evidence_sha256, COALESCE(tries, 0)
            FROM certificates
            LEFT JOIN certificate_checks ON certificate_checks.certificate_sha256 = certificates.sha256
            LEFT JOIN LATERAL (
                SELECT max(signed_documents.signed_at) AS signed_at
                FROM signature_requests
                JOIN signed_documents ON signed_documents.request_id = signature_requests.id
                WHERE signature_requests.certificate_sha256 = certificates.sha256
            ) AS latest ON true
            WHERE \(end)::timestamptz IS NULL OR not_after < \(end)
            ORDER BY holder, not_after DESC, sha256
            LIMIT \(Self.limit + 1)
            """
        ).map { row in
            let (
                der, chain, holder, purpose, signedAt, state, revokedSince, source, fault, statedAt, checkedAt, evidence, tries
            ) = try row.decode(
                (
                    [UInt8], [[UInt8]], String, String, UTCInstant?, String, UTCInstant?, String, String, UTCInstant?, UTCInstant?,
                    [UInt8]?, Int
                ).self)
            guard let kind = SignerKind(rawValue: purpose) else { throw StoredValueError("certificates.purpose") }
            let entry = RegisteredCertificate(
                certificate: try PKI.Certificate(derBytes: der), chain: try chain.map { try PKI.Certificate(derBytes: $0) },
                holder: holder, kind: kind)
            let standing = try CertificateCheckStore.standing(
                (state, revokedSince, source, fault, statedAt, checkedAt, evidence, tries))
            return Signer(entry: entry, lastSignedAt: signedAt, standing: standing)
        }
    }

    /// Signatures that were asked for and never completed, longest waiting first; those of documents and copies, whose own state
    /// tells what they wait for, left out.
    ///
    /// - Parameter officer: Only those of one person or agency; empty for all.
    func unfinished(officer: String) async throws -> [Waiting] {
        try await self.session.query(
            """
            SELECT subject_kind, subject_id, subject_key, profile, officer_code, since, state
            FROM (
                SELECT DISTINCT ON (subject_id, profile)
                    subject_kind, subject_id, subject_key, profile, officer_code, state,
                    min(prepared_at) OVER (PARTITION BY subject_id, profile) AS since
                FROM signature_requests AS waiting
                WHERE subject_kind <> ALL(\(Self.kindsWithState)) AND NOT EXISTS (
                    SELECT 1 FROM signature_requests AS done
                    WHERE done.subject_id = waiting.subject_id AND done.profile = waiting.profile AND done.state = 'completed'
                )
                ORDER BY subject_id, profile, prepared_at DESC
            ) AS unfinished
            WHERE \(officer) = '' OR officer_code = \(officer)
            ORDER BY since
            LIMIT \(Self.limit + 1)
            """
        ).map { row in
            let (kind, id, key, profile, officer, since, state) = try row.decode(
                (String, Identifier, String, String, String, UTCInstant, String).self)
            return Waiting(
                subjectKind: kind, subjectID: id, subjectKey: key, profile: profile, officer: officer, since: since,
                attempt: state == RequestState.prepared.rawValue ? .none : .failed)
        }
    }
}
