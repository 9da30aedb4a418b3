import Clocks
import PDF
import PKI

/// Judges one signature of a document as of the earliest time for which its existence is proven.
///
/// Source: EN 319 102-1, 5.3 (basic), 5.5 (with time) and 5.6.2.4 (past signatures).
struct SignatureJudge {
    let trust: TrustStore
    let revocation: RevocationJudge
    let timestamps: TimestampJudge

    private var policy: ValidationPolicy { self.revocation.policy }
    private var now: UTCInstant { self.revocation.now }

    /// - Parameter message: The signature's CMS, when it was read before.
    func judge(
        _ signature: EmbeddedSignature, _ message: CMSSignature?, over content: SignedContent, changes: ChangeReport?
    ) -> JudgedSignature {
        let cms = DigestAlgorithm.sha256.digest(signature.cms)
        var notes = JudgementNotes()
        Self.checkCoverage(signature, &notes)
        guard let form = Self.form(signature, &notes) else {
            let claimed = signature.claimedTime.flatMap(ClaimedTime.read)
            let report = notes.report(signer: nil, path: [], signingTime: claimed.map { SigningTime($0, .claimed) }, algorithm: "")
            return self.made(signature, cms, report, claimed, [], [], [], changes, [])
        }
        let examination = CMSExamination(contents: signature.contents, content: content, form: form, read: message)
        notes.take(examination)

        var proofs = self.revocation.proofs.proofs(of: signature, cmsSHA256: cms)
        let judged = self.judgeTimestamps(examination, provenAt: proofs.map(\.instant).min())
        proofs += judged.compactMap(\.provenTime).map { ProofOfExistence($0, .signatureTimestamp) }
        proofs.sort { $0.instant < $1.instant }
        notes.note(.timestamp, Self.timestampOutcome(proofs, judged))

        let claimed = signature.claimedTime.flatMap(ClaimedTime.read) ?? examination.claimedTime
        var trial = CertificateTrial(
            proof: proofs.first, claimed: claimed, now: self.now, trust: self.trust, revocation: self.revocation, notes: notes)
        trial.run(examination)
        notes = trial.notes
        Self.checkChanges(signature, changes, &notes)

        let time = proofs.first.map { SigningTime($0.instant, $0.source == .recorded ? .recorded : .timestamped) }
        let report = notes.report(
            signer: examination.signer, path: trial.path, signingTime: time ?? claimed.map { SigningTime($0, .claimed) },
            algorithm: examination.algorithm)
        let remarks = self.remarks(form, examination, claimed, proofs, trial.evidence)
        return self.made(signature, cms, report, claimed, proofs, judged, trial.evidence, changes, remarks)
    }

    // swift-format-ignore
    private func made(
        _ signature: EmbeddedSignature, _ cms: [UInt8], _ report: SignatureReport, _ claimed: UTCInstant?, _ proofs: [ProofOfExistence],
        _ timestamps: [JudgedTimestamp], _ evidence: [RevocationEvidence], _ changes: ChangeReport?, _ remarks: [SignatureRemark]
    ) -> JudgedSignature {
        JudgedSignature(
            kind: .signature, fieldName: signature.fieldName, subFilter: signature.subFilter, cmsSHA256: cms,
            coverage: signature.coverage, faults: signature.faults, report: report, claimedTime: claimed, proofs: proofs,
            timestamps: timestamps, revocation: evidence, changes: changes, remarks: remarks)
    }

    static func checkCoverage(_ signature: EmbeddedSignature, _ notes: inout JudgementNotes) {
        if signature.faults.isEmpty {
            notes.note(.coverage, .passed)
        } else {
            let names = signature.faults.map { "\($0)" }.joined(separator: ", ")
            notes.failed(.coverage, .invalid, .formatFailure, "the byte range: \(names)")
        }
    }

    /// What is demanded of this kind of signature; `nil` when it cannot be judged here.
    private static func form(_ signature: EmbeddedSignature, _ notes: inout JudgementNotes) -> CMSExamination.Form? {
        switch signature.subFilter {
        case "ETSI.CAdES.detached": return .baseline
        case "adbe.pkcs7.detached": return .older
        case "adbe.pkcs7.sha1", "adbe.x509.rsa_sha1":
            notes.failed(.format, .indeterminate, .cryptographyFailure, "a kind of signature that rests on SHA-1")
        default:
            notes.failed(.format, .indeterminate, .generic, "a kind of signature that is not known")
        }
        return nil
    }

    private func judgeTimestamps(_ examination: CMSExamination, provenAt outer: UTCInstant?) -> [JudgedTimestamp] {
        guard let signature = examination.signature, let value = try? signature.signatureValue() else { return [] }
        // Nobody asks more than a few authorities.
        return examination.timestamps.prefix(16).map { self.timestamps.judge($0, over: SignedContent([value[...]]), provenAt: outer) }
    }

    private static func timestampOutcome(_ proofs: [ProofOfExistence], _ judged: [JudgedTimestamp]) -> SignatureCheck.Outcome {
        if proofs.contains(where: { $0.source != .recorded }) { return .passed }
        return judged.isEmpty ? .absent : .failed
    }

    private static func checkChanges(_ signature: EmbeddedSignature, _ changes: ChangeReport?, _ notes: inout JudgementNotes) {
        guard signature.faults.isEmpty, let changes else { return }
        let violations = changes.violations
        guard let first = violations.first else {
            notes.note(.changes, .passed)
            return
        }
        // What could not be compared is not proven to be wrong.
        let isUndecided = violations.allSatisfy { $0.rule == .tooMuch }
        notes.failed(
            .changes, isUndecided ? .indeterminate : .invalid, isUndecided ? .generic : .unpermittedChange,
            "\(first.rule.rawValue): \(first.detail)")
    }

    // swift-format-ignore
    private func remarks(
        _ form: CMSExamination.Form, _ examination: CMSExamination, _ claimed: UTCInstant?, _ proofs: [ProofOfExistence],
        _ evidence: [RevocationEvidence]
    ) -> [SignatureRemark] {
        var remarks: [SignatureRemark] = []
        if form == .older { remarks.append(.olderForm) }
        if form == .baseline, examination.claimedTime != nil { remarks.append(.signingTimeAttribute) }
        if let claimed, let proof = proofs.first, claimed > proof.instant + self.policy.clockSkew {
            remarks.append(.claimedAfterProof(claimed: claimed, proven: proof.instant))
        }
        if evidence.contains(where: { $0.origin == .caller }) { remarks.append(.outsideData) }
        return remarks
    }
}
