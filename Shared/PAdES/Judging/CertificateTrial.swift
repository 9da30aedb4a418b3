import Clocks
import PKI

/// Judges the certificate of a signer as of the time that counts: the earliest for which the signature is proven to exist,
/// otherwise now.
struct CertificateTrial {
    /// The earliest proof; `nil` when there is none.
    let proof: ProofOfExistence?
    /// The time the signer claims.
    let claimed: UTCInstant?
    let now: UTCInstant
    let trust: TrustStore
    let revocation: RevocationJudge
    var notes: JudgementNotes
    private(set) var path: [Certificate] = []
    private(set) var evidence: [RevocationEvidence] = []

    // swift-format-ignore
    init(
        proof: ProofOfExistence?, claimed: UTCInstant?, now: UTCInstant, trust: TrustStore, revocation: RevocationJudge,
        notes: JudgementNotes
    ) {
        self.proof = proof
        self.claimed = claimed
        self.now = now
        self.trust = trust
        self.revocation = revocation
        self.notes = notes
    }

    /// The time that counts.
    private var instant: UTCInstant { min(self.proof?.instant ?? self.now, self.now) }

    mutating func run(_ examination: CMSExamination) {
        guard let signer = examination.signer else { return }
        let report = self.trust.judge(signer, chain: self.revocation.pool.certificates, at: self.instant)
        self.path = report.path
        if report.hasPath {
            self.notes.note(.path, .passed)
        } else {
            self.notes.failed(.path, .indeterminate, report.fault ?? .noChain, report.detail)
        }
        self.checkValidity(signer)
        if SignerPurposes.allow(signer) {
            self.notes.note(.purpose, .passed)
        } else {
            self.notes.failed(.purpose, .indeterminate, .chainConstraintsFailure, "the certificate is not for signing documents")
        }
        self.checkAlgorithms(examination)
        self.checkRevocation()
        guard self.notes.indication == .valid else { return }
        // OpenSSL has the last word: only what both find in order is valid.
        if let fault = examination.objection(along: self.path) { self.notes.fail(.indeterminate, .generic, fault) }
    }

    private mutating func checkValidity(_ signer: Certificate) {
        if self.instant < signer.notBefore {
            // It existed before its certificate did.
            self.notes.failed(.validity, .invalid, .notYetValid, "valid from \(signer.notBefore.iso8601)")
        } else if self.instant <= signer.notAfter {
            self.notes.note(.validity, .passed)
        } else if self.proof?.source == .recorded || self.claimed.map({ $0 > signer.notAfter }) == true {
            self.notes.failed(.validity, .invalid, .expired, "valid until \(signer.notAfter.iso8601)")
        } else {
            self.notes.failed(.validity, .indeterminate, .noProofOfExistence, "nothing proves that it was signed while valid")
        }
    }

    private mutating func checkAlgorithms(_ examination: CMSExamination) {
        let table = self.revocation.policy.algorithms
        if let digest = examination.digestAlgorithm {
            guard self.notes.take(table.answer(about: digest, at: self.instant), about: digest.rawValue) else { return }
        }
        for certificate in self.path {
            guard self.notes.take(table.answer(about: certificate.key, at: self.instant), about: "\(certificate.key)") else { return }
        }
    }

    private mutating func checkRevocation() {
        guard !self.path.isEmpty else { return }
        self.evidence = self.revocation.evidence(for: self.path, at: self.instant)
        var outcome = SignatureCheck.Outcome.passed
        for (index, item) in self.evidence.enumerated() where !item.isGood {
            if case .revoked(let since, let reason) = item.outcome {
                outcome = .failed
                self.takeRevocation(of: item.certificate, isSigner: index == 0, since, reason)
            } else {
                if outcome == .passed { outcome = .notChecked }
                guard self.revocation.policy.revocation == .required else { continue }
                let number = item.certificate.serialNumberHex
                switch item.outcome {
                case .outdated: self.notes.fail(.indeterminate, .tryLater, "what is known about \(number) is outdated")
                case .unproven: self.notes.fail(.indeterminate, .noProof, "what is known about \(number) is not proven to be old enough")
                default: self.notes.fail(.indeterminate, .chainFailure, "nothing is known about the revocation of \(number)")
                }
            }
        }
        self.notes.note(.revocation, outcome)
    }

    /// Revoked when it counts. Whether that was before or after signing is settled by what this suite recorded, or by the
    /// signer's own claim when even that lies behind the revocation.
    private mutating func takeRevocation(
        of certificate: Certificate, isSigner: Bool, _ since: UTCInstant, _ reason: RevocationReason?
    ) {
        let detail = "certificate \(certificate.serialNumberHex) is revoked since \(since.iso8601)"
        if !isSigner {
            self.notes.fail(.indeterminate, .authorityRevoked, detail)
        } else if reason == .certificateHold {
            self.notes.fail(.indeterminate, .tryLater, "\(detail), on hold")
        } else if self.proof?.source == .recorded || self.claimed.map({ $0 >= since }) == true {
            self.notes.fail(.invalid, .revoked, detail)
        } else {
            self.notes.fail(.indeterminate, .revokedNoProof, detail)
        }
    }
}
