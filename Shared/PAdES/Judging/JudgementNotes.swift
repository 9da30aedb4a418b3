import Clocks
import PKI

/// The notes taken while something is judged: the first fault decides, an invalid verdict beats an indeterminate one.
struct JudgementNotes {
    private(set) var indication: Indication
    private(set) var subIndication: SubIndication?
    private(set) var detail: String
    private(set) var checks: [SignatureCheck]

    init() {
        self.indication = .valid
        self.subIndication = nil
        self.detail = ""
        self.checks = []
    }

    mutating func note(_ kind: SignatureCheck.Kind, _ outcome: SignatureCheck.Outcome) {
        self.checks.append(SignatureCheck(kind: kind, outcome: outcome))
    }

    mutating func failed(_ kind: SignatureCheck.Kind, _ indication: Indication, _ sub: SubIndication, _ detail: String) {
        self.note(kind, .failed)
        self.fail(indication, sub, detail)
    }

    mutating func fail(_ indication: Indication, _ sub: SubIndication, _ detail: String) {
        let isWorse = indication == .invalid && self.indication == .indeterminate
        guard self.indication == .valid || isWorse else { return }
        self.indication = indication
        self.subIndication = sub
        self.detail = detail
    }

    /// Takes the answer of the algorithm table.
    ///
    /// - Returns: Whether it is accepted.
    mutating func take(_ answer: AlgorithmLimits.Answer, about what: String) -> Bool {
        switch answer {
        case .accepted: return true
        case .ranOut(let until): self.fail(.indeterminate, .cryptographyNoProof, "\(what) was accepted until \(until.iso8601)")
        case .refused: self.fail(.indeterminate, .cryptographyFailure, "\(what) is not accepted")
        }
        return false
    }

    func report(signer: Certificate?, path: [Certificate], signingTime: SigningTime?, algorithm: String) -> SignatureReport {
        var checks = self.checks
        for kind in SignatureCheck.Kind.allCases where !checks.contains(where: { $0.kind == kind }) {
            checks.append(SignatureCheck(kind: kind, outcome: .notChecked))
        }
        return SignatureReport(
            indication: self.indication, subIndication: self.subIndication, checks: checks, signer: signer, path: path,
            signingTime: signingTime, algorithm: algorithm, detail: self.detail)
    }
}

extension JudgementNotes {
    /// Takes over what an examination of the CMS found.
    mutating func take(_ examination: CMSExamination) {
        for check in examination.checks { self.note(check.kind, check.outcome) }
        if let sub = examination.subIndication { self.fail(examination.indication, sub, examination.detail) }
    }
}
