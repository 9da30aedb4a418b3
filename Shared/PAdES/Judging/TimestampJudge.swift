import Clocks
import PKI

/// Judges timestamps: imprint, authority, revocation, algorithms, and that their times do not contradict others.
///
/// Source: EN 319 102-1, 5.4 and 5.6.2.4; RFC 3161, section 4.
struct TimestampJudge {
    let trust: TrustStore
    let revocation: RevocationJudge

    private var policy: ValidationPolicy { self.revocation.policy }
    private var now: UTCInstant { self.revocation.now }

    /// Judges a timestamp.
    ///
    /// - Parameters:
    ///   - contents: The token as it stands in the file.
    ///   - content: What it is about.
    ///   - outer: The earliest time for which others prove that the token existed; `nil` when nobody does.
    func judge(_ contents: [UInt8], over content: SignedContent, provenAt outer: UTCInstant?) -> JudgedTimestamp {
        let instant = min(outer ?? self.now, self.now)
        var notes = JudgementNotes()
        let token: TimestampToken
        do {
            token = try TimestampToken(contents: contents)
        } catch {
            notes.fail(.invalid, .formatFailure, error.message)
            return self.made(nil, notes, [], [], instant)
        }
        let helpers = self.revocation.pool.certificates.map(\.derBytes)
        let report = token.judge(over: content, trust: self.trust, helpers: helpers, at: instant)
        if let fault = report.fault {
            let isProvenWrong = [.hashFailure, .signatureFailure, .formatFailure].contains(fault)
            notes.fail(isProvenWrong ? .invalid : .indeterminate, fault, report.detail)
        }
        self.checkTime(token, instant, &notes)
        self.checkAlgorithms(token, report.path, instant, &notes)
        let evidence = self.revocation.evidence(for: report.path, at: instant)
        self.checkRevocation(evidence, token, &notes)
        return self.made(token, notes, report.path, evidence, instant)
    }

    private func made(
        _ token: TimestampToken?, _ notes: JudgementNotes, _ path: [Certificate], _ evidence: [RevocationEvidence], _ instant: UTCInstant
    ) -> JudgedTimestamp {
        JudgedTimestamp(
            token: token, indication: notes.indication, subIndication: notes.subIndication, detail: notes.detail, path: path,
            revocation: evidence, judgedAt: instant)
    }

    private func checkTime(_ token: TimestampToken, _ instant: UTCInstant, _ notes: inout JudgementNotes) {
        let time = token.generatedAt
        if time > instant + self.policy.clockSkew {
            notes.fail(.indeterminate, .timestampOrder, "it states \(time.iso8601) but existed at \(instant.iso8601)")
        }
        guard let signer = token.signer, !signer.isValid(at: time) else { return }
        let sub: SubIndication = time < signer.notBefore ? .notYetValid : .expired
        notes.fail(.indeterminate, sub, "the authority's certificate was not valid at \(time.iso8601)")
    }

    private func checkAlgorithms(_ token: TimestampToken, _ path: [Certificate], _ instant: UTCInstant, _ notes: inout JudgementNotes) {
        let table = self.policy.algorithms
        if let digest = token.imprintAlgorithm {
            guard notes.take(table.answer(about: digest, at: instant), about: digest.rawValue) else { return }
        }
        for certificate in path {
            guard notes.take(table.answer(about: certificate.key, at: instant), about: "\(certificate.key)") else { return }
        }
    }

    private func checkRevocation(_ evidence: [RevocationEvidence], _ token: TimestampToken, _ notes: inout JudgementNotes) {
        for (index, item) in evidence.enumerated() {
            switch item.outcome {
            case .good, .notNeeded, .revokedLater: continue
            case .revoked(let since, let reason):
                if index == 0, token.generatedAt < since, Self.leavesOlderTokens(reason) { continue }
                notes.fail(
                    .indeterminate, index == 0 ? .revoked : .authorityRevoked,
                    "certificate \(item.certificate.serialNumberHex) is revoked since \(since.iso8601)")
            case .outdated:
                guard self.policy.revocation == .required else { continue }
                notes.fail(.indeterminate, .tryLater, "revocation of \(item.certificate.serialNumberHex) is outdated")
            case .unproven:
                guard self.policy.revocation == .required else { continue }
                notes.fail(.indeterminate, .noProof, "revocation of \(item.certificate.serialNumberHex) is unproven")
            case .missing:
                guard self.policy.revocation == .required else { continue }
                notes.fail(.indeterminate, .chainFailure, "revocation of \(item.certificate.serialNumberHex) is unknown")
            }
        }
    }

    /// The reasons for which tokens made before the revocation stay good (RFC 3161, section 4); without a reason none do.
    private static func leavesOlderTokens(_ reason: RevocationReason?) -> Bool {
        switch reason {
        case .unspecified, .affiliationChanged, .superseded, .cessationOfOperation: true
        default: false
        }
    }
}
