import DequeModule

/// What the relay has read and the broker has not confirmed, and how far the durable cursor may move.
///
/// Pure: no clock, no database, no broker. Rules:
/// - per key one event is on the wire at a time, in the order of the log;
/// - an event that failed waits until it is due and holds back only its key;
/// - the cursor moves to a snapshot when all rows visible in it are confirmed, and never back.
struct RelayQueue {
    /// The rows that became visible between two snapshots.
    private struct Generation {
        let snapshot: String
        var unconfirmed: Int
        var isComplete: Bool
    }

    private struct Entry {
        let logged: LoggedEvent
        let generation: Int
        var failures = 0
        var dueAt: ContinuousClock.Instant?
    }

    private var lanes: [String: Deque<Entry>] = [:]
    /// Keys with something to send, in the order in which they became ready.
    private var ready: Deque<String> = []
    /// Keys whose first event failed and waits.
    private var waiting: [String: ContinuousClock.Instant] = [:]
    private var onTheWire: [Int64: String] = [:]
    private var generations: Deque<Generation> = []
    private var firstGeneration = 0

    /// How many events are read and not confirmed.
    private(set) var count = 0

    /// Adds rows in the order of the log.
    ///
    /// - Parameters:
    ///   - rows: One page of what became visible up to the snapshot.
    ///   - snapshot: The snapshot; the pages of one snapshot follow each other.
    ///   - isLast: Whether no further page follows for this snapshot.
    mutating func add(_ rows: [LoggedEvent], snapshot: String, isLast: Bool) {
        if self.generations.last.map({ $0.isComplete }) ?? true {
            self.generations.append(Generation(snapshot: snapshot, unconfirmed: 0, isComplete: false))
        }
        let index = self.generations.count - 1
        self.generations[index].unconfirmed += rows.count
        self.generations[index].isComplete = isLast
        for row in rows {
            let key = row.event.key
            let entry = Entry(logged: row, generation: self.firstGeneration + index)
            if self.lanes[key, default: []].isEmpty { self.ready.append(key) }
            self.lanes[key, default: []].append(entry)
        }
        self.count += rows.count
    }

    /// Takes events to send now, at most one per key.
    mutating func take(limit: Int, now: ContinuousClock.Instant) -> [LoggedEvent] {
        for (key, dueAt) in self.waiting where dueAt <= now {
            self.waiting[key] = nil
            self.ready.append(key)
        }
        var batch: [LoggedEvent] = []
        while batch.count < limit, let key = self.ready.popFirst() {
            guard let entry = self.lanes[key]?.first else { continue }
            batch.append(entry.logged)
            self.onTheWire[entry.logged.position] = key
        }
        return batch
    }

    /// The broker has it.
    mutating func confirm(_ position: Int64) {
        guard
            let key = self.onTheWire.removeValue(forKey: position),
            let entry = self.lanes[key]?.popFirst()
        else { return }
        self.count -= 1
        self.generations[entry.generation - self.firstGeneration].unconfirmed -= 1
        if self.lanes[key]?.isEmpty ?? true {
            self.lanes[key] = nil
        } else {
            self.ready.append(key)
        }
    }

    /// The broker does not have it, or nobody knows; it is sent again, before any other event of its key.
    ///
    /// - Returns: How often it has failed.
    @discardableResult
    mutating func fail(_ position: Int64, retryAt: (Int) -> ContinuousClock.Instant) -> Int {
        guard let key = self.onTheWire.removeValue(forKey: position) else { return 0 }
        self.lanes[key]?[0].failures += 1
        let failures = self.lanes[key]?.first?.failures ?? 0
        self.waiting[key] = retryAt(failures)
        return failures
    }

    /// The newest snapshot up to which everything is confirmed; nil when the cursor need not move.
    mutating func takeCursor() -> String? {
        var cursor: String?
        while let first = self.generations.first, first.isComplete, first.unconfirmed == 0 {
            cursor = first.snapshot
            self.generations.removeFirst()
            self.firstGeneration += 1
        }
        return cursor
    }

    /// When the next failed event is due.
    var nextDue: ContinuousClock.Instant? { self.waiting.values.min() }
}
