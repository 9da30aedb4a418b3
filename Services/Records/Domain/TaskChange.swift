/// What happens to the open tasks of a record when its gaps are looked at again.
public struct TaskChange: Hashable, Sendable {
    /// Gaps that have no task yet.
    public let opened: [Incompleteness]
    /// Keys of open tasks whose gap is filled.
    public let closed: [String]
    /// Gaps whose task stays and now names another person, date or count.
    public let moved: [Incompleteness]

    /// Compares what is open with what is missing now.
    ///
    /// - Parameters:
    ///   - open: Fingerprints of the open tasks by ``CompletenessGap/key``.
    ///   - now: What is missing.
    public init(open: [String: String], now: [Incompleteness]) {
        // Two gaps of a record never share a key, except that a dossier may name two papers alike: one task for both.
        let current = Dictionary(now.map { ($0.gap.key, $0) }) { first, _ in first }
        self.opened = current.filter { open[$0.key] == nil }.values.sorted { $0.gap.key < $1.gap.key }
        self.closed = open.keys.filter { current[$0] == nil }.sorted()
        self.moved = current.filter { key, value in open[key].map { $0 != value.fingerprint } ?? false }.values
            .sorted { $0.gap.key < $1.gap.key }
    }

    /// Whether nothing changes.
    public var isEmpty: Bool { self.opened.isEmpty && self.closed.isEmpty && self.moved.isEmpty }
}
