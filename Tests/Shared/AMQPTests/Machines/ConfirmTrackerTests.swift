import NIOCore
import Testing

@testable import AMQP

@Suite struct ConfirmTrackerTests {
    private func tracker(_ count: Int) -> ConfirmTracker<Int> {
        var tracker = ConfirmTracker<Int>()
        for number in 1...count { tracker.append(number, ticket: UInt64(number * 10), message: nil) }
        return tracker
    }

    private func message(_ id: String, key: String = "k") -> AMQPMessage {
        AMQPMessage(
            exchange: "e", routingKey: key, mandatory: true, properties: AMQPProperties(messageID: id),
            body: ByteBuffer(string: id))
    }

    private func returned(_ message: AMQPMessage) -> AMQPReturn {
        AMQPReturn(
            replyCode: 312, replyText: "NO_ROUTE", exchange: message.exchange, routingKey: message.routingKey,
            properties: message.properties, body: message.body)
    }

    @Test func `settles out of order, in bulk and the rest`() throws {
        var tracker = self.tracker(6)
        var settled: [Int] = []

        try tracker.settle(tag: 3, multiple: false) { settled.append($0) }
        try tracker.settle(tag: 4, multiple: true) { settled.append($0) }
        try tracker.settle(tag: 4, multiple: false) { settled.append($0) }
        try tracker.settle(tag: 0, multiple: true) { settled.append($0) }

        #expect(settled == [3, 1, 2, 4, 5, 6])
        #expect(tracker.outstanding == 0)
        #expect(tracker.remembered == 0)
    }

    @Test(arguments: [(0, false), (4, false), (4, true), (UInt64.max, true)])
    func `refuses a tag that was never used`(tag: UInt64, multiple: Bool) {
        var tracker = self.tracker(3)

        #expect(throws: AMQPError(code: .protocolViolation, message: "")) {
            try tracker.settle(tag: tag, multiple: multiple) { _ in Issue.record("settled") }
        }
        #expect(tracker.outstanding == 3)
    }

    @Test func `any order of single and multiple acks settles each once`() throws {
        var random = SeededRandom(seed: Seeds.draw("confirms"))
        for _ in 0..<300 {
            let count = Int.random(in: 1...40, using: &random)
            var tracker = self.tracker(count)
            var settled: [Int: Int] = [:]
            for tag in (1...count).shuffled(using: &random) {
                let multiple = Int.random(in: 0...3, using: &random) == 0
                try tracker.settle(tag: UInt64(tag), multiple: multiple) { settled[$0, default: 0] += 1 }
            }
            #expect(settled.count == count)
            #expect(settled.values.allSatisfy { $0 == 1 })
            #expect(tracker.outstanding == 0 && tracker.remembered == 0)
        }
    }

    @Test func `gives a return to the oldest message that looks the same`() throws {
        var tracker = ConfirmTracker<String>()
        for (name, message) in [("a", self.message("1")), ("b", self.message("2")), ("c", self.message("2"))] {
            tracker.append(name, ticket: 1, message: message)
        }
        var completed: [String] = []

        #expect((tracker.returned(self.returned(self.message("2"))) { completed.append($0) }) == true)
        #expect((tracker.returned(self.returned(self.message("2"))) { completed.append($0) }) == true)
        #expect((tracker.returned(self.returned(self.message("2"))) { completed.append($0) }) == false)
        #expect((tracker.returned(self.returned(self.message("1", key: "other"))) { completed.append($0) }) == false)
        try tracker.settle(tag: 3, multiple: true) { completed.append($0) }

        #expect(completed == ["b", "c", "a"])
    }

    @Test func `a cancelled publish keeps its tag`() throws {
        var tracker = self.tracker(3)
        var cancelled: [Int] = []
        var settled: [Int] = []

        tracker.cancel(ticket: 20) { cancelled.append($0) }
        tracker.cancel(ticket: 20) { cancelled.append($0) }
        try tracker.settle(tag: 3, multiple: true) { settled.append($0) }

        #expect(cancelled == [2])
        #expect(settled == [1, 3])
    }

    @Test func `a reset hands over all and counts from one again`() throws {
        var tracker = self.tracker(3)
        var failed: [Int] = []
        try tracker.settle(tag: 1, multiple: false) { _ in }

        tracker.reset { failed.append($0) }
        tracker.append(9, ticket: 1, message: nil)
        var settled: [Int] = []
        try tracker.settle(tag: 1, multiple: false) { settled.append($0) }

        #expect(failed == [2, 3])
        #expect(settled == [9])
    }
}
