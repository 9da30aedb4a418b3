/// What follows from a finding of the quality gate.
public enum FindingSeverity: String, CaseIterable, Codable, Hashable, Sendable {
    /// The page or file is refused; the clerk scans again.
    case refused
    /// The machine mended it by itself; recorded, nobody has to act.
    case mended
    /// The page is kept, and a person looks at it.
    case review
}
