import Clocks

/// How far recognition of a paper is.
struct JobProgress: Hashable, Sendable {
    let paperID: Identifier
    let pagesDone: Int
    /// 0 = not known yet.
    let pagesTotal: Int
    let isRunning: Bool
    /// Attempts so far, the running one included.
    let attempt: Int
}
