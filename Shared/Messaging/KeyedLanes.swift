import DequeModule

/// Lets messages of different keys go side by side and those of one key one after the other.
struct KeyedLanes<Item> {
    private var lanes: [String: Deque<Item>] = [:]

    /// Adds an item.
    ///
    /// - Returns: True when the lane was empty: the caller starts a worker for it, which ends with ``next(_:)``.
    mutating func add(_ item: Item, key: String) -> Bool {
        guard self.lanes[key] == nil else {
            self.lanes[key]?.append(item)
            return false
        }
        self.lanes[key] = []
        return true
    }

    /// The next item of a lane; nil ends the lane's worker.
    mutating func next(_ key: String) -> Item? {
        if let item = self.lanes[key]?.popFirst() { return item }
        self.lanes[key] = nil
        return nil
    }
}
