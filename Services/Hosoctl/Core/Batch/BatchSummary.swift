/// How far a batch has come.
struct BatchSummary: Hashable, Sendable {
    /// Documents in the folder.
    let total: Int
    /// Signed and found valid when read back, in this run.
    var signed = 0
    /// Signed in a run before and unchanged since.
    var skipped = 0
    /// Not signed, or not valid when read back.
    var failed = 0

    /// Documents that were looked at.
    var seen: Int { self.signed + self.skipped + self.failed }
}
