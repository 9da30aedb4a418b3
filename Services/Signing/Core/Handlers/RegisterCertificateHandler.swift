import Clocks
import PKI
import Postgres
import SigningDomain

/// Enters a certificate into the inventory, after asking that it names its holder.
struct RegisterCertificateHandler: Sendable {
    let tools: SigningTools

    /// Enters a certificate; the same again changes nothing.
    ///
    /// An expired certificate can be entered too: files it signed are still to be judged.
    func handle(der: [UInt8], chain: [[UInt8]], holder: String, kind: SignerKind) async throws -> RegisteredCertificate {
        let entry = try Self.entry(der: der, chain: chain, holder: holder, kind: kind)
        let now = self.tools.clock.now()
        return try await self.tools.postgres.withTransaction { transaction in
            let store = CertificateStore(session: transaction)
            try await store.insert(entry, at: now)
            try await CertificateCheckStore(session: transaction).begin(entry.certificate.sha256, at: now)
            guard let stored = try await store.find(sha256: entry.certificate.sha256), stored.holder == holder, stored.kind == kind
            else { throw SigningRefusal.registeredOtherwise }
            return stored
        }
    }

    private static func entry(
        der: [UInt8], chain: [[UInt8]], holder: String, kind: SignerKind
    ) throws(SigningRefusal) -> RegisteredCertificate {
        guard (1...255).contains(holder.utf8.count) else { throw .malformed("holder") }
        guard chain.count <= 8 else { throw .malformed("chain") }
        do {
            let certificate = try PKI.Certificate(derBytes: der)
            let above = try chain.map { bytes throws(PKIError) in try PKI.Certificate(derBytes: bytes) }
            guard certificate.subject.isIdentified(by: holder) else { throw SigningRefusal.holderNotInCertificate }
            guard certificate.maySignDocuments else { throw SigningRefusal.certificateNotForSigning }
            return RegisteredCertificate(certificate: certificate, chain: above, holder: holder, kind: kind)
        } catch let refusal as SigningRefusal {
            throw refusal
        } catch {
            throw .unreadableCertificate
        }
    }
}
