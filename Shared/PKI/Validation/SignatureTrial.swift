/// The notes taken while a signature is judged: the first fault decides, an invalid verdict beats an indeterminate one.
struct SignatureTrial {
    var signer: Certificate?
    var path: [Certificate] = []
    var algorithm = ""
    var hasTimestamp = false
    private(set) var indication = Indication.valid
    private(set) var subIndication: SubIndication?
    private(set) var detail = ""
    private(set) var checks: [SignatureCheck] = []

    /// Goes on where an examination ended.
    init(_ examination: CMSExamination) {
        self.signer = examination.signer
        self.algorithm = examination.algorithm
        self.hasTimestamp = !examination.timestamps.isEmpty
        self.checks = examination.checks
        self.indication = examination.indication
        self.subIndication = examination.subIndication
        self.detail = examination.detail
    }

    init() {}

    mutating func passed(_ kind: SignatureCheck.Kind) {
        self.checks.append(SignatureCheck(kind: kind, outcome: .passed))
    }

    mutating func absent(_ kind: SignatureCheck.Kind) {
        self.checks.append(SignatureCheck(kind: kind, outcome: .absent))
    }

    mutating func failed(_ kind: SignatureCheck.Kind, _ indication: Indication, _ sub: SubIndication, _ detail: String) {
        self.checks.append(SignatureCheck(kind: kind, outcome: .failed))
        self.fail(indication, sub, detail)
    }

    mutating func fail(_ indication: Indication, _ sub: SubIndication, _ detail: String) {
        let isWorse = indication == .invalid && self.indication == .indeterminate
        guard self.indication == .valid || isWorse else { return }
        self.indication = indication
        self.subIndication = sub
        self.detail = detail
    }

    /// The report; questions that were not reached are listed as not checked.
    func report(claimed: SigningTime?) -> SignatureReport {
        var checks = self.checks
        for kind in SignatureCheck.Kind.ofSignature where !checks.contains(where: { $0.kind == kind }) {
            let isAbsent = kind == .timestamp && !self.hasTimestamp
            checks.append(SignatureCheck(kind: kind, outcome: isAbsent ? .absent : .notChecked))
        }
        return SignatureReport(
            indication: self.indication, subIndication: self.subIndication, checks: checks, signer: self.signer,
            path: self.path, signingTime: claimed, algorithm: self.algorithm, detail: self.detail)
    }
}
