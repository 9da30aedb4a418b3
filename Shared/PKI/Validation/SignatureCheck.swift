/// One question a verification asked and its answer.
public struct SignatureCheck: Hashable, Sendable {
    /// The question.
    public enum Kind: String, Sendable, CaseIterable {
        /// Is it one detached CMS signature and nothing else?
        case format
        /// Is the content the one that was signed?
        case integrity
        /// Is the embedded certificate the one that was signed for?
        case signerReference
        /// Are algorithms and key lengths sound?
        case algorithms
        /// Does a path lead to a trusted authority?
        case path
        /// Was the certificate valid at the time of signing?
        case validity
        /// May the certificate sign documents?
        case purpose
        /// Was the certificate not revoked?
        case revocation
        /// Is there a trusted timestamp?
        case timestamp
        /// Does the signature cover what it claims to cover? Asked of documents only.
        case coverage
        /// Did nothing happen to the document afterwards that is not permitted? Asked of documents only.
        case changes

        /// The questions that can be asked of a signature without its document.
        static let ofSignature = Self.allCases.filter { $0 != .coverage && $0 != .changes }
    }

    /// The answer.
    public enum Outcome: String, Sendable, CaseIterable {
        /// It holds.
        case passed
        /// It does not hold.
        case failed
        /// It was not asked, or cannot be answered.
        case notChecked
        /// There is nothing to ask about, as with a timestamp that is absent (R39).
        case absent
    }

    /// What was asked.
    public let kind: Kind
    /// What came out.
    public let outcome: Outcome

    /// Makes a check.
    public init(kind: Kind, outcome: Outcome) {
        self.kind = kind
        self.outcome = outcome
    }
}
