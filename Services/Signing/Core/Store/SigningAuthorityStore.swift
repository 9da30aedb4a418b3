import Clocks
import Postgres
import SigningDomain

/// Keeps by what right an issued document was signed, in `signing_authorities`.
struct SigningAuthorityStore: Sendable {
    let session: any PostgresSession

    /// A completed signature of this service that a document bears.
    struct Made: Sendable {
        let cmsSHA256: [UInt8]
        let profile: String
        let officer: String
        let authority: SigningAuthority
        let signedAt: UTCInstant
    }

    /// Writes the right of a request; the same transaction wrote the request.
    func insert(_ authority: SigningAuthority, number: String, date: VietnamDate?, request: Identifier) async throws {
        let paper = authority.delegation
        _ = try await self.session.query(
            """
            INSERT INTO signing_authorities
                (request_id, mode, delegation_number, delegator_code, delegate_code, delegation_scope, delegation_from,
                 delegation_to, document_number, document_date)
            VALUES
                (\(request), \(authority.mode.rawValue), \(paper?.documentNumber), \(paper?.delegator), \(paper?.delegate),
                 \(paper?.scope), \(paper?.validFrom), \(paper?.validTo), \(number), \(date))
            """)
    }

    /// The signatures of these fingerprints that this service made, by profile.
    func made(ofCMS fingerprints: [[UInt8]]) async throws -> [Made] {
        try await self.session.query(
            """
            SELECT signature_forms.cms_sha256, profile, officer_code, signed_at, COALESCE(mode, 'direct'), delegation_number, delegator_code,
                   delegate_code, delegation_scope, delegation_from, delegation_to
            FROM signature_forms
            JOIN signed_documents ON signed_documents.request_id = signature_forms.request_id
            JOIN signature_requests ON signature_requests.id = signed_documents.request_id
            LEFT JOIN signing_authorities ON signing_authorities.request_id = signed_documents.request_id
            WHERE signature_forms.cms_sha256 = ANY(\(fingerprints))
            """
        ).map { row in
            let (cms, profile, officer, signedAt, mode, number, delegator, delegate, scope, from, to) = try row.decode(
                (
                    [UInt8], String, String, UTCInstant, String, String?, String?, String?, String?, UTCInstant?, UTCInstant?
                ).self)
            guard let mode = SigningMode(rawValue: mode) else { throw StoredValueError("signing_authorities.mode") }
            return Made(
                cmsSHA256: cms, profile: profile, officer: officer,
                authority: SigningAuthority(mode: mode, delegation: Self.paper(number, delegator, delegate, scope, from, to)),
                signedAt: signedAt)
        }
    }

    /// By what right a request was prepared; nil when it is for no issued document.
    func find(request: Identifier) async throws -> SigningAuthority? {
        try await self.session.query(
            """
            SELECT mode, delegation_number, delegator_code, delegate_code, delegation_scope, delegation_from, delegation_to
            FROM signing_authorities
            WHERE request_id = \(request)
            """
        ).first.map { row in
            let (mode, number, delegator, delegate, scope, from, to) = try row.decode(
                (String, String?, String?, String?, String?, UTCInstant?, UTCInstant?).self)
            guard let mode = SigningMode(rawValue: mode) else { throw StoredValueError("signing_authorities.mode") }
            return SigningAuthority(mode: mode, delegation: Self.paper(number, delegator, delegate, scope, from, to))
        }
    }

    /// Number and date that a request named; none when it is for no issued document.
    func number(request: Identifier) async throws -> (number: String, date: VietnamDate?) {
        let rows = try await self.session.query(
            "SELECT document_number, document_date FROM signing_authorities WHERE request_id = \(request)")
        guard let row = rows.first else { return ("", nil) }
        let (number, date) = try row.decode((String, VietnamDate?).self)
        return (number, date)
    }

    private static func paper(
        _ number: String?, _ delegator: String?, _ delegate: String?, _ scope: String?, _ from: UTCInstant?, _ to: UTCInstant?
    ) -> SigningDelegation? {
        guard let number, let delegator, let delegate, let scope, let from else { return nil }
        return SigningDelegation(
            documentNumber: number, delegator: delegator, delegate: delegate, scope: scope, validFrom: from, validTo: to)
    }
}
