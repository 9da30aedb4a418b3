/// One signature of a document as it was judged when the document was stored.
public struct FiledSignature: Hashable, Sendable {
    /// What the judge said.
    public enum Verdict: String, CaseIterable, Sendable {
        /// It holds.
        case valid
        /// It does not hold.
        case invalid
        /// Nobody could say, for example because the revocation was out of reach.
        case unjudged
    }

    /// Person or organisation.
    public let kind: SignatureKind
    /// Officer code, or agency code of the organisation; empty = not known.
    public let signer: String
    /// Verdict.
    public let verdict: Verdict

    /// Makes a value.
    public init(kind: SignatureKind, signer: String, verdict: Verdict) {
        self.kind = kind
        self.signer = signer
        self.verdict = verdict
    }
}
