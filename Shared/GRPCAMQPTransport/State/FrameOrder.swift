/// Watches the numbers of the frames of one direction.
struct FrameOrder: Sendable {
    enum Verdict: Hashable, Sendable {
        case next
        /// Seen before; the sender was not sure that it had arrived.
        case repeated
        /// One or more before it are missing.
        case gap
    }

    private var expected: Int64

    init(expecting first: Int64) {
        self.expected = first
    }

    mutating func judge(_ sequence: Int64) -> Verdict {
        if sequence < self.expected { return .repeated }
        guard sequence == self.expected else { return .gap }
        self.expected += 1
        return .next
    }
}
