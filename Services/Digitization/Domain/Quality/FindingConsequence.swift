/// What follows from a finding on a paper.
public enum FindingConsequence: String, CaseIterable, Hashable, Sendable {
    /// The scan is refused.
    case refused
    /// Mended by the machine; recorded.
    case mended
    /// The page is kept, and a person looks at it.
    case review
}
