/// What somebody who can judge signatures says about one file.
public struct SignatureAnswer: Hashable, Sendable {
    /// The verdict.
    public enum Verdict: String, CaseIterable, Hashable, Sendable {
        /// Every signature is valid.
        case valid
        /// At least one is not.
        case invalid
        /// It cannot be decided.
        case undecided
        /// There is none.
        case unsigned
    }

    /// The verdict.
    public let verdict: Verdict
    /// Why, in Vietnamese.
    public let vietnamese: String
    /// Why, in English.
    public let english: String

    /// Makes an answer.
    public init(_ verdict: Verdict, vietnamese: String, english: String) {
        self.verdict = verdict
        self.vietnamese = vietnamese
        self.english = english
    }
}
