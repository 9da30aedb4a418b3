import Clocks
import PDF
import PKI

extension DocumentReportForm.Signature {
    init(_ item: JudgedSignature, in report: DocumentReport) {
        var checks: [String: String] = [:]
        for check in item.report.checks { checks[check.kind.rawValue] = check.outcome.rawValue }
        let violations = Set(item.changes?.violations ?? [])
        self.init(
            kind: item.kind.rawValue, field: item.fieldName, subFilter: item.subFilter, indication: item.indication.rawValue,
            subIndication: item.subIndication?.rawValue, level: report.level(of: item)?.rawValue,
            signer: item.report.signer?.subject.text, issuer: item.report.signer?.issuer.text,
            serialNumber: item.report.signer?.serialNumberHex, coversWholeFile: item.coverage == .wholeFile,
            claimedTime: item.claimedTime?.iso8601, cmsSHA256: DocumentReportForm.hex(item.cmsSHA256),
            proofs: item.proofs.map { DocumentReportForm.Proof($0) }, timestamps: item.timestamps.map { DocumentReportForm.Timestamp($0) },
            checks: checks, path: item.report.path.map { DocumentReportForm.hex($0.sha256) },
            revocation: item.allRevocation.map { DocumentReportForm.Revocation($0) },
            changes: (item.changes?.findings ?? []).map {
                DocumentReportForm.Finding(
                    rule: $0.rule.rawValue, level: "\($0.level)", permitted: !violations.contains($0), page: $0.page)
            },
            words: DocumentReportForm.Words(vi: item.sentences(in: .vietnamese), en: item.sentences(in: .english)))
    }
}

extension DocumentReportForm.Timestamp {
    init(_ item: JudgedTimestamp) {
        self.init(
            time: item.token?.generatedAt.iso8601, authority: item.token?.signer?.subject.text, indication: item.indication.rawValue,
            subIndication: item.subIndication?.rawValue)
    }
}

extension DocumentReportForm.Proof {
    init(_ proof: ProofOfExistence) {
        let source =
            switch proof.source {
            case .signatureTimestamp: "signatureTimestamp"
            case .documentTimestamp(let field): "documentTimestamp \(field)"
            case .recorded: "recorded"
            }
        self.init(time: proof.instant.iso8601, source: source)
    }
}

extension DocumentReportForm.Revocation {
    init(_ item: RevocationEvidence) {
        let (outcome, since): (String, UTCInstant?) =
            switch item.outcome {
            case .good: ("good", nil)
            case .notNeeded: ("notNeeded", nil)
            case .revokedLater(let since, _): ("revokedLater", since)
            case .revoked(let since, _): ("revoked", since)
            case .outdated: ("outdated", nil)
            case .unproven: ("unproven", nil)
            case .missing: ("missing", nil)
            }
        self.init(
            certificate: item.certificate.serialNumberHex, outcome: outcome, source: item.finding?.source.rawValue,
            origin: item.origin?.rawValue, thisUpdate: item.finding?.thisUpdate.iso8601,
            nextUpdate: item.finding?.nextUpdate?.iso8601, revokedSince: since?.iso8601, provenAt: item.provenAt?.iso8601)
    }
}
