import Clocks
import PKI
import SigningDomain

/// A certificate in the inventory.
struct RegisteredCertificate: Sendable {
    let certificate: PKI.Certificate
    let chain: [PKI.Certificate]
    let holder: String
    let kind: SignerKind

    /// What the signer rules ask about, as of an instant.
    func facts(trust: TrustStore, at instant: UTCInstant, revokedSince: UTCInstant?) -> SignerFacts {
        let report = trust.judge(self.certificate, chain: self.chain, at: instant)
        return SignerFacts(
            holder: self.holder, kind: self.kind, notBefore: self.certificate.notBefore, notAfter: self.certificate.notAfter,
            maySignDocuments: self.certificate.maySignDocuments,
            hasAcceptedKey: SignatureScheme.preferred(for: self.certificate.key) != nil && report.fault != .cryptographyFailure,
            isTrusted: report.hasPath, revokedSince: revokedSince)
    }
}
