import Clocks

/// A paper whose recognition failed and is tried again.
struct FailingJob: Hashable, Sendable {
    let paperID: Identifier
    let agencyCode: String
    let attempts: Int
    /// Kind of the last failure.
    let failure: String
    let dueAt: UTCInstant
    /// Host and process that tried last.
    let holder: String
}
