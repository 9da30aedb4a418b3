import Clocks

extension OCSPAnswer {
    /// What the answer says about a certificate, after everything about it was verified except its age.
    ///
    /// The signer is the issuer itself, or a responder whose certificate the issuer signed for the purpose OCSPSigning
    /// and freed from revocation checks, and which was valid when the answer was made.
    ///
    /// - Parameters:
    ///   - certificate: The certificate in question.
    ///   - issuer: Its issuer, already trusted.
    /// - Throws: ``RevocationObjection`` saying what is wrong.
    ///
    /// Source: RFC 6960, 3.2 and 4.2.2.2.
    public func finding(for certificate: Certificate, issuer: Certificate) throws(RevocationObjection) -> RevocationFinding {
        guard let entry = self.entries.first(where: { $0.isAbout(certificate, issuer: issuer) }) else {
            throw RevocationObjection(.mismatch, "the answer is about another certificate")
        }
        guard self.algorithm.isAccepted else {
            throw RevocationObjection(.notTrusted, "the answer is signed with \(self.algorithm.name)")
        }
        let signer = try self.signer(issuer: issuer)
        guard signer.key.isStrongEnough else { throw RevocationObjection(.notTrusted, "the responder's key is \(signer.key)") }
        if signer != issuer { try self.checkDelegation(signer, issuer) }
        return RevocationFinding(
            source: .ocsp, status: entry.status, thisUpdate: entry.thisUpdate, nextUpdate: entry.nextUpdate,
            producedAt: self.producedAt, signer: signer, derBytes: self.derBytes)
    }

    private func signer(issuer: Certificate) throws(RevocationObjection) -> Certificate {
        do {
            return try Certificate(derBytes: try OCSPVerifier.signer(of: self.derBytes, among: [issuer.derBytes]))
        } catch {
            throw RevocationObjection(.notTrusted, error.message)
        }
    }

    private func checkDelegation(_ signer: Certificate, _ issuer: Certificate) throws(RevocationObjection) {
        guard signer.purposes?.includesOCSPSigning == true else {
            throw RevocationObjection(.notTrusted, "the responder's certificate is not for signing OCSP answers")
        }
        guard signer.isValid(at: self.producedAt) else {
            throw RevocationObjection(.notTrusted, "the responder's certificate was not valid at \(self.producedAt.iso8601)")
        }
        let isIssued: Bool
        do {
            isIssued = try IssuerCheck.isIssued(signer, by: issuer)
        } catch {
            throw RevocationObjection(.notTrusted, error.message)
        }
        guard isIssued else { throw RevocationObjection(.notTrusted, "the responder was not named by the certificate's issuer") }
        guard signer.needsNoRevocationCheck else {
            throw RevocationObjection(.notTrusted, "whether the responder's own certificate was revoked cannot be known")
        }
    }
}
