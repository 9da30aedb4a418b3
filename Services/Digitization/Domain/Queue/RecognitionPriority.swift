/// Whose papers are recognised first. A desk has people waiting, a backlog has not.
public enum RecognitionPriority: Int, CaseIterable, Hashable, Sendable {
    /// A paper of a desk.
    case desk = 0
    /// A paper of a backlog campaign: worked on whenever no desk waits.
    case backlog = 1
}
