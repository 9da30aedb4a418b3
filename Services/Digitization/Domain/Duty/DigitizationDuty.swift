/// Decides per component whether it is to be digitized (R24).
public enum DigitizationDuty: Hashable, Sendable {
    /// It is to be digitized.
    case required
    /// It is exempt, for this reason.
    case exempt(ExemptionReason)

    /// Decides. Secrecy comes first: nothing outweighs it.
    public init(_ facts: ComponentFacts) {
        let reasons: [(Bool, ExemptionReason)] = [
            (!facts.secrecy.admitsContent, .secret), (facts.cameOnline, .onlineOrigin), (facts.isPresentedOnly, .presentedOnly),
            (facts.isVerificationReply && !facts.repliesAreDigitized, .verificationReply),
            (facts.isSharedData, .sharedData), (facts.isCopy, .uncertifiedCopy),
        ]
        self = reasons.first { $0.0 }.map { .exempt($0.1) } ?? .required
    }
}
