import Clocks
import PKI

/// Says what is known about the revocation of certificates as of a time.
///
/// A statement settles the matter when it was made at or after that time, or was still fresh then; when it was made while
/// the certificate was valid, for authorities may drop expired certificates from their lists; and when it is proven to have
/// existed before the certificates of its signers expired. A revocation counts from its date on, whoever tells it.
///
/// Source: EN 319 102-1, 5.2.5 (freshness), 5.6.2.1 (past certificates) and 5.6.2.2 (time sliding).
struct RevocationJudge {
    let pool: EvidencePool
    let proofs: ProofRegistry
    let policy: ValidationPolicy
    let now: UTCInstant

    /// What is known about each certificate of a path below its anchor.
    func evidence(for path: [Certificate], at instant: UTCInstant) -> [RevocationEvidence] {
        zip(path, path.dropFirst()).map { self.evidence(about: $0, issuer: $1, at: instant) }
    }

    private func evidence(about certificate: Certificate, issuer: Certificate, at instant: UTCInstant) -> RevocationEvidence {
        func made(_ outcome: RevocationEvidence.Outcome, _ found: EvidencePool.Found? = nil) -> RevocationEvidence {
            RevocationEvidence(
                certificate: certificate, issuer: issuer, instant: instant, outcome: outcome, finding: found?.finding,
                origin: found?.origin, provenAt: found.flatMap(self.proofs.instant(of:)))
        }
        if certificate.needsNoRevocationCheck || certificate.isSelfIssued { return made(.notNeeded) }
        let latest = self.now + self.policy.clockSkew
        let all = self.pool.found(about: certificate, issuer: issuer)
            .filter { $0.finding.status != .unknown && $0.finding.thisUpdate <= latest && $0.finding.producedAt <= latest }
            .sorted { $0.finding.thisUpdate > $1.finding.thisUpdate }
        guard let newest = all.first else { return made(.missing) }

        if let told = Self.revocation(among: all), case .revoked(let since, let reason) = told.finding.status {
            return made(since > instant ? .revokedLater(since: since, reason: reason) : .revoked(since: since, reason: reason), told)
        }
        let settling = all.filter { self.settles($0.finding, certificate, instant) }
        guard !settling.isEmpty else { return made(.outdated, newest) }
        guard let proven = settling.first(where: { self.isProven($0, issuer) }) else { return made(.unproven, settling.first) }
        return made(.good, proven)
    }

    /// The newest statement that tells of a revocation, unless it was a hold and a newer statement says that it is over.
    private static func revocation(among found: [EvidencePool.Found]) -> EvidencePool.Found? {
        var isGoodLater = false
        for item in found {
            switch item.finding.status {
            case .revoked(_, .certificateHold) where isGoodLater: continue
            case .revoked: return item
            case .good: isGoodLater = true
            case .unknown: continue
            }
        }
        return nil
    }

    private func settles(_ finding: RevocationFinding, _ certificate: Certificate, _ instant: UTCInstant) -> Bool {
        guard finding.status == .good, finding.thisUpdate <= certificate.notAfter + self.policy.clockSkew else { return false }
        return finding.thisUpdate + self.policy.clockSkew >= instant || finding.isFresh(at: instant, skew: self.policy.clockSkew)
    }

    private func isProven(_ found: EvidencePool.Found, _ issuer: Certificate) -> Bool {
        let instant = self.proofs.instant(of: found) ?? self.now
        return instant <= found.finding.signer.notAfter && instant <= issuer.notAfter
    }
}
