/// Which methods may begin on the thread of the connections.
///
/// A handler that only looks at its request and then waits (for the database, for another service) or answers holds that
/// thread for some microseconds, and a call that is answered there wakes no other. One that computes would hold up every
/// call and heartbeat of the process. What a method does is not known beforehand, so it is observed: a method begins
/// elsewhere until it has come to its first wait quickly so many times in a row, and goes back when it once does not.
struct QuickStarts: Sendable {
    /// The longest a quick handler runs before it waits or returns.
    static let limit = Duration.microseconds(500)
    /// How often in a row a method has to be quick at first; doubled each time it turns out not to be.
    static let trials = 16

    private struct Record {
        /// How many starts are still to be quick before it is trusted.
        var trialsLeft = QuickStarts.trials
        var trials = QuickStarts.trials
    }

    private var records: [String: Record] = [:]

    /// Whether a method may begin on the thread of the connections.
    func trusts(_ method: String) -> Bool { self.records[method]?.trialsLeft == 0 }

    /// Notes how long a handler ran before it first waited or returned.
    ///
    /// - Parameter method: The full name of a registered method; so there are not many.
    mutating func note(_ method: String, took duration: Duration) {
        var record = self.records[method] ?? Record()
        if duration <= Self.limit {
            record.trialsLeft = max(0, record.trialsLeft - 1)
        } else {
            // Each slow start on the thread of the connections doubles what it takes to come back there.
            if record.trialsLeft == 0 { record.trials = min(record.trials * 2, 1 << 20) }
            record.trialsLeft = record.trials
        }
        self.records[method] = record
    }
}
