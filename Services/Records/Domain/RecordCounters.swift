/// Records of an agency and year, counted apart (H-15, R46).
public struct RecordCounters: Hashable, Sendable {
    /// Opened and not excluded.
    public let created: Int
    /// Of those, closed at least.
    public let complete: Int
    /// Of those, taken over by the archive.
    public let transferred: Int
    /// On the ledger of exclusions, in the suite or not.
    public let excluded: Int
    /// Taken in from elsewhere, closed or archived already; none of those created.
    public let takenIn: Int

    /// Makes a value.
    public init(created: Int, complete: Int, transferred: Int, excluded: Int, takenIn: Int = 0) {
        self.created = created
        self.complete = complete
        self.transferred = transferred
        self.excluded = excluded
        self.takenIn = takenIn
    }

    /// Created and not complete: the backlog.
    public var incomplete: Int { self.created - self.complete }
}
