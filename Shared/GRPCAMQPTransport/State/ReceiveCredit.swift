/// What has arrived, what the application has taken, and what the sender was told it may send.
struct ReceiveCredit: Sendable {
    private let windowBytes: Int64
    private let messageLimit: Int64
    private var receivedBytes: Int64 = 0
    private var consumedBytes: Int64 = 0
    /// The total last announced.
    private(set) var announced: Int64

    init(window: Int, messageLimit: Int) {
        self.windowBytes = Int64(window)
        self.messageLimit = Int64(messageLimit) + Int64(MessageFraming.prefixBytes)
        self.announced = Int64(window)
    }

    /// Bytes that have arrived and were not taken.
    var bufferedBytes: Int64 { self.receivedBytes - self.consumedBytes }

    /// Whether the sender kept to what it was told; a window and one message can be on hand.
    mutating func receive(_ bytes: Int) -> Bool {
        self.receivedBytes += Int64(bytes)
        return self.bufferedBytes <= self.windowBytes + self.messageLimit
    }

    /// The application took some; returns the new total to announce once half a window has come together.
    mutating func consume(_ bytes: Int) -> Int64? {
        self.consumedBytes += Int64(bytes)
        let total = self.consumedBytes + self.windowBytes
        guard total - self.announced >= max(self.windowBytes / 2, 1) else { return nil }
        self.announced = total
        return total
    }

    /// The total as of now, to repeat in answer to a ping.
    mutating func announceAgain() -> Int64 {
        self.announced = self.consumedBytes + self.windowBytes
        return self.announced
    }
}
