/// What rights are about. Raw values are stored.
public enum RightSubject: String, Sendable {
    /// A work record.
    case record
    /// One document.
    case document
}
