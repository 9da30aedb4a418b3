import DequeModule

/// Which deliveries of one channel the consumer has not settled yet.
///
/// Pure. It answers before the broker would: a tag settled twice would close the channel under all
/// other deliveries.
struct DeliveryLedger {
    /// How many deliveries are open.
    private(set) var open = 0

    private var settled: Deque<Bool> = []
    private var firstTag: UInt64 = 1

    /// Remembers a delivery.
    ///
    /// - Returns: False when the broker's tag is not the next one.
    mutating func deliver(tag: UInt64) -> Bool {
        guard tag == self.firstTag + UInt64(self.settled.count) else { return false }
        self.settled.append(false)
        self.open += 1
        return true
    }

    /// Settles one delivery, or all up to it.
    ///
    /// - Returns: False when there is no such open delivery; then nothing has changed.
    mutating func settle(tag: UInt64, multiple: Bool) -> Bool {
        guard tag >= self.firstTag, tag < self.firstTag + UInt64(self.settled.count) else { return false }
        let index = Int(tag - self.firstTag)
        guard !self.settled[index] else { return false }
        if multiple {
            self.open -= self.settled[...index].count { !$0 }
            self.settled.removeFirst(index + 1)
            self.firstTag += UInt64(index + 1)
        } else {
            self.settled[index] = true
            self.open -= 1
        }
        while self.settled.first == true {
            self.settled.removeFirst()
            self.firstTag += 1
        }
        return true
    }
}
