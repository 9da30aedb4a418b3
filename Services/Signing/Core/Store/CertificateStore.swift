import Clocks
import PKI
import Postgres
import SigningDomain

/// Keeps the inventory in `certificates`.
struct CertificateStore: Sendable {
    let session: any PostgresSession

    /// The certificate of a fingerprint, or nil.
    func find(sha256: [UInt8]) async throws -> RegisteredCertificate? {
        try await self.session.query(
            "SELECT der, chain, holder, purpose FROM certificates WHERE sha256 = \(sha256)"
        ).first.map(Self.certificate)
    }

    /// The certificates of a holder, latest end first.
    func list(holder: String) async throws -> [RegisteredCertificate] {
        try await self.session.query(
            """
            SELECT der, chain, holder, purpose FROM certificates
            WHERE holder = \(holder)
            ORDER BY not_after DESC, sha256
            """
        ).map(Self.certificate)
    }

    /// Enters a certificate; one that is there already stays as it is.
    func insert(_ entry: RegisteredCertificate, at now: UTCInstant) async throws {
        let certificate = entry.certificate
        _ = try await self.session.query(
            """
            INSERT INTO certificates
                (sha256, der, chain, holder, purpose, subject_name, issuer_name, not_before, not_after, registered_at)
            VALUES
                (\(certificate.sha256), \(certificate.derBytes), \(entry.chain.map(\.derBytes)), \(entry.holder),
                 \(entry.kind.rawValue), \(certificate.subject.commonName), \(certificate.issuer.commonName),
                 \(certificate.notBefore), \(certificate.notAfter), \(now))
            ON CONFLICT (sha256) DO NOTHING
            """)
    }

    private static func certificate(_ row: PostgresRow) throws -> RegisteredCertificate {
        let (der, chain, holder, purpose) = try row.decode(([UInt8], [[UInt8]], String, String).self)
        guard let kind = SignerKind(rawValue: purpose) else { throw StoredValueError("certificates.purpose") }
        return RegisteredCertificate(
            certificate: try PKI.Certificate(derBytes: der), chain: try chain.map { try PKI.Certificate(derBytes: $0) },
            holder: holder, kind: kind)
    }
}
