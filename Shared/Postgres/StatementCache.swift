/// Which statements a connection has prepared, the least recently used leaving first.
///
/// A value without I/O: it says what to send and is told what came of it.
struct StatementCache {
    struct Key: Hashable {
        let sql: String
        let types: [PostgresType]
    }

    /// What to send before a statement can run.
    struct Plan: Equatable {
        /// The statement's name on the server.
        let name: String
        /// Whether it must be prepared first.
        let prepare: Bool
        /// A statement that has to leave.
        let evict: String?
    }

    private struct Entry {
        let name: String
        var used: UInt64
    }

    private let limit: Int
    private var entries: [Key: Entry] = [:]
    private var keys: [String: Key] = [:]
    private var tick: UInt64 = 0
    private var lastName: UInt64 = 0
    /// Statements that had to leave but are still on the server, because an error came first.
    private(set) var leftovers: [String] = []

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    var count: Int { self.entries.count }

    /// The way to run a statement; it counts as prepared from now on unless ``forget(name:)`` says otherwise.
    mutating func plan(_ key: Key) -> Plan {
        self.tick += 1
        if var entry = self.entries[key] {
            entry.used = self.tick
            self.entries[key] = entry
            return Plan(name: entry.name, prepare: false, evict: nil)
        }
        let evicted = self.entries.count >= self.limit ? self.removeOldest() : nil
        self.lastName += 1
        let name = "hoso_\(self.lastName)"
        self.entries[key] = Entry(name: name, used: self.tick)
        self.keys[name] = key
        return Plan(name: name, prepare: true, evict: evicted)
    }

    /// The statement was not prepared, or the server does not accept it any more.
    mutating func forget(name: String) {
        if let key = self.keys.removeValue(forKey: name) { self.entries[key] = nil }
    }

    /// A statement that had to leave is still there.
    mutating func keepForLater(name: String) {
        self.leftovers.append(name)
    }

    /// The statements that had to leave and could not, to be tried again.
    mutating func takeLeftovers() -> [String] {
        defer { self.leftovers = [] }
        return self.leftovers
    }

    // A scan: it happens only when a new statement meets a full cache, which costs a round trip anyway.
    private mutating func removeOldest() -> String? {
        guard let oldest = self.entries.min(by: { $0.value.used < $1.value.used }) else { return nil }
        self.entries[oldest.key] = nil
        self.keys[oldest.value.name] = nil
        return oldest.value.name
    }
}
