import NIOCore
import NIOConcurrencyHelpers
import Testing

@testable import AMQP

@Suite struct ConfirmTrackerTests {
    /// What became of messages, by name, in order.
    private final class Outcomes: Sendable {
        private let entries = NIOLockedValueBox<[(name: String, code: AMQPError.Code?)]>([])

        var all: [String] { self.entries.withLockedValue { $0.map { "\($0.name)\($0.code.map { " \($0)" } ?? "")" } } }

        func publication(_ name: String, _ message: AMQPMessage? = nil) -> Publication {
            Publication(
                [message ?? AMQPMessage(exchange: "", routingKey: name, body: ByteBuffer())],
                waiter: .report { errors in self.entries.withLockedValue { $0.append((name, errors[0]?.code)) } })
        }
    }

    private func tracker(_ count: Int, _ outcomes: Outcomes) -> ConfirmTracker {
        var tracker = ConfirmTracker()
        for number in 1...count { tracker.append(outcomes.publication("\(number)"), from: 0, count: 1) }
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

    private let returnedError = AMQPError(code: .returned, message: "")
    private let nacked = AMQPError(code: .nacked, message: "")

    @Test func `settles out of order, in bulk and the rest`() throws {
        let outcomes = Outcomes()
        var tracker = self.tracker(6, outcomes)

        try tracker.settle(tag: 3, multiple: false)
        try tracker.settle(tag: 4, multiple: true)
        try tracker.settle(tag: 4, multiple: false)
        try tracker.settle(tag: 0, multiple: true, self.nacked)

        #expect(outcomes.all == ["3", "1", "2", "4", "5 nacked", "6 nacked"])
        #expect(tracker.outstanding == 0)
        #expect(tracker.remembered == 0)
    }

    @Test(arguments: [(0, false), (4, false), (4, true), (UInt64.max, true)])
    func `refuses a tag that was never used`(tag: UInt64, multiple: Bool) {
        let outcomes = Outcomes()
        var tracker = self.tracker(3, outcomes)

        #expect(throws: AMQPError(code: .protocolViolation, message: "")) {
            try tracker.settle(tag: tag, multiple: multiple)
        }
        #expect(tracker.outstanding == 3)
        #expect(outcomes.all.isEmpty)
    }

    @Test func `any order of answers settles each message once and counts what is left`() throws {
        var random = SeededRandom(seed: Seeds.draw("confirms"))
        for _ in 0..<500 {
            // Publications of several messages, published in pieces, as a full window does it.
            var tracker = ConfirmTracker()
            var tags: [(publication: Int, index: Int)] = []
            let settled = NIOLockedValueBox<[Int: [AMQPError?]]>([:])
            for number in 0..<Int.random(in: 1...6, using: &random) {
                let count = Int.random(in: 1...8, using: &random)
                let messages = (0..<count).map { AMQPMessage(exchange: "", routingKey: "\($0)", body: ByteBuffer()) }
                let publication = Publication(messages, waiter: .report { _ in settled.withLockedValue { $0[number, default: []].append(nil) } })
                var next = 0
                while next < count {
                    let piece = Int.random(in: 1...(count - next), using: &random)
                    tracker.append(publication, from: next, count: piece)
                    next += piece
                }
                tags += (0..<count).map { (number, $0) }
            }
            var open = Set(1...tags.count)
            for tag in (1...tags.count).shuffled(using: &random) {
                let multiple = Int.random(in: 0...3, using: &random) == 0
                try tracker.settle(tag: UInt64(tag), multiple: multiple)
                if multiple { open = open.filter { $0 > tag } } else { open.remove(tag) }
                try #require(tracker.outstanding == open.count)
            }
            #expect(settled.withLockedValue { $0.values.allSatisfy { $0.count == 1 } && $0.count == tags.last.map { $0.publication + 1 } })
            #expect(tracker.outstanding == 0 && tracker.remembered == 0)
        }
    }

    @Test func `gives a return to the oldest message that looks the same`() throws {
        let outcomes = Outcomes()
        var tracker = ConfirmTracker()
        for (name, message) in [("a", self.message("1")), ("b", self.message("2")), ("c", self.message("2"))] {
            tracker.append(outcomes.publication(name, message), from: 0, count: 1)
        }

        #expect(tracker.returned(self.returned(self.message("2")), self.returnedError) == true)
        #expect(tracker.returned(self.returned(self.message("2")), self.returnedError) == true)
        #expect(tracker.returned(self.returned(self.message("2")), self.returnedError) == false)
        #expect(tracker.returned(self.returned(self.message("1", key: "other")), self.returnedError) == false)
        #expect(tracker.outstanding == 3)
        try tracker.settle(tag: 3, multiple: true)

        #expect(outcomes.all == ["b returned", "c returned", "a"])
        #expect(tracker.outstanding == 0)
    }

    @Test func `a cancelled publish keeps its tag`() throws {
        let outcomes = Outcomes()
        var tracker = ConfirmTracker()
        let publications = ["1", "2", "3"].map { outcomes.publication($0) }
        for publication in publications { tracker.append(publication, from: 0, count: 1) }

        let cancelled = AMQPError(code: .cancelled, message: "")
        tracker.cancel(publications[1], cancelled)
        tracker.cancel(publications[1], cancelled)
        try tracker.settle(tag: 3, multiple: true)

        #expect(outcomes.all == ["2 cancelled", "1", "3"])
        #expect(tracker.remembered == 0)
    }

    @Test func `a reset tells all that waited and counts from one again`() throws {
        let outcomes = Outcomes()
        var tracker = self.tracker(3, outcomes)
        try tracker.settle(tag: 1, multiple: false)

        tracker.reset(AMQPError(code: .connectionLost, message: ""))
        tracker.append(outcomes.publication("9"), from: 0, count: 1)
        try tracker.settle(tag: 1, multiple: false)

        #expect(outcomes.all == ["1", "2 connectionLost", "3 connectionLost", "9"])
    }
}
