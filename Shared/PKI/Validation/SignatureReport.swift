/// What a verification found, with everything a reader needs to follow it (R36).
public struct SignatureReport: Hashable, Sendable {
    /// The main answer.
    public let indication: Indication
    /// Why it did not pass; `nil` when it did.
    public let subIndication: SubIndication?
    /// Every question that was asked, in the order of asking.
    public let checks: [SignatureCheck]
    /// The signer's certificate, when there is a readable one.
    public let signer: Certificate?
    /// The path from the signer to the anchor, as far as it was found; kept as evidence (R35).
    public let path: [Certificate]
    /// When the signature was made and how that is known.
    public let signingTime: SigningTime?
    /// The signature algorithm in words.
    public let algorithm: String
    /// The fault in technical words, for the log.
    public let detail: String

    /// Makes a report.
    public init(
        indication: Indication, subIndication: SubIndication?, checks: [SignatureCheck], signer: Certificate?, path: [Certificate],
        signingTime: SigningTime?, algorithm: String, detail: String
    ) {
        self.indication = indication
        self.subIndication = subIndication
        self.checks = checks
        self.signer = signer
        self.path = path
        self.signingTime = signingTime
        self.algorithm = algorithm
        self.detail = detail
    }

    /// The answer to one question; ``SignatureCheck/Outcome/notChecked`` when it was not asked.
    public func outcome(of kind: SignatureCheck.Kind) -> SignatureCheck.Outcome {
        self.checks.last { $0.kind == kind }?.outcome ?? .notChecked
    }
}
