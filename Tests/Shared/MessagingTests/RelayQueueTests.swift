import Clocks
import Testing

@testable import Messaging

@Suite struct RelayQueueTests {
    private let source = UUIDv7Source()

    private func row(_ position: Int64, _ key: String) -> LoggedEvent {
        LoggedEvent(
            position: position,
            event: OutgoingEvent(
                id: self.source.next(), name: "n", key: key, occurredAt: .earliest, payload: [], dataSchema: ""))
    }

    @Test func `sends one event per key at a time`() {
        var queue = RelayQueue()
        queue.add([self.row(1, "a"), self.row(2, "a"), self.row(3, "b")], snapshot: "s", isLast: true)

        #expect(queue.take(limit: 10, now: .now).map(\.position) == [1, 3])
        #expect(queue.take(limit: 10, now: .now).isEmpty)
        queue.confirm(1)
        #expect(queue.take(limit: 10, now: .now).map(\.position) == [2])
    }

    @Test func `a failed event holds back its key only, until it is due`() {
        var queue = RelayQueue()
        let now = ContinuousClock.now
        queue.add([self.row(1, "a"), self.row(2, "a"), self.row(3, "b")], snapshot: "s", isLast: true)
        _ = queue.take(limit: 10, now: now)

        queue.fail(1) { _ in now + .seconds(1) }
        queue.confirm(3)

        #expect(queue.take(limit: 10, now: now).isEmpty)
        #expect(queue.nextDue == now + .seconds(1))
        #expect(queue.take(limit: 10, now: now + .seconds(1)).map(\.position) == [1])
    }

    @Test func `the cursor moves over complete snapshots only, in order`() {
        var queue = RelayQueue()
        queue.add([self.row(1, "a")], snapshot: "s1", isLast: true)
        queue.add([self.row(2, "b")], snapshot: "s2", isLast: false)
        _ = queue.take(limit: 10, now: .now)

        queue.confirm(2)
        #expect(queue.takeCursor() == nil)
        queue.add([], snapshot: "s2", isLast: true)
        #expect(queue.takeCursor() == nil)
        queue.confirm(1)
        #expect(queue.takeCursor() == "s2")
        #expect(queue.takeCursor() == nil)
    }

    @Test func `a snapshot without rows moves the cursor by itself`() {
        var queue = RelayQueue()

        queue.add([], snapshot: "s1", isLast: true)

        #expect(queue.takeCursor() == "s1")
    }

    @Test(arguments: 0..<50)
    func `whatever fails, each key keeps its order and the cursor never passes a gap`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var queue = RelayQueue()
        var unread = (1...Int64(200)).map { self.row($0, "key-\(Int.random(in: 0..<7, using: &random))") }
        var snapshotOf: [String: Int64] = [:]
        var confirmed: [Int64] = []
        var keys: [Int64: String] = [:]
        for row in unread { keys[row.position] = row.event.key }

        while confirmed.count < 200 {
            if Bool.random(using: &random), !unread.isEmpty {
                let page = Array(unread.prefix(Int.random(in: 1...20, using: &random)))
                unread.removeFirst(page.count)
                let snapshot = "s\(page[page.count - 1].position)"
                snapshotOf[snapshot] = page[page.count - 1].position
                queue.add(page, snapshot: snapshot, isLast: true)
            }
            for row in queue.take(limit: Int.random(in: 1...5, using: &random), now: .now) {
                if Int.random(in: 0..<4, using: &random) == 0 {
                    queue.fail(row.position) { _ in .now }
                } else {
                    queue.confirm(row.position)
                    confirmed.append(row.position)
                }
            }
            if let cursor = queue.takeCursor(), let last = snapshotOf[cursor] {
                #expect(Set(1...last).isSubset(of: confirmed), "seed \(seed)")
            }
        }

        for key in Set(keys.values) {
            let order = confirmed.filter { keys[$0] == key }
            #expect(order == order.sorted(), "seed \(seed)")
        }
        #expect(queue.count == 0)
    }
}

/// A small random generator that repeats itself for a seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { self.state = seed }
    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var value = self.state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
