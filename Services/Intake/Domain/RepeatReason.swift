/// Why an owner is asked for a paper that the repository holds (R19). Raw values are stored.
public enum RepeatReason: String, CaseIterable, Sendable {
    /// The paper that is held is no longer valid.
    case expired
    /// What the paper says has changed since.
    case changed
    /// The stored copy cannot be read.
    case unreadable
    /// A legal document demands the original or a new paper.
    case law
    /// The stored paper is doubted.
    case doubted
    /// The owner brought it of their own accord.
    case voluntary
    /// Another reason.
    case other

    /// Whether the reason says nothing without a note.
    public var needsNote: Bool {
        switch self {
        case .law, .doubted, .other: true
        case .expired, .changed, .unreadable, .voluntary: false
        }
    }
}
