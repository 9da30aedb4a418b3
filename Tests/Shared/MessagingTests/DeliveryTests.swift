import AMQP
import Clocks
import Messaging
import NIOCore
import Synchronization
import TestSupport
import Testing

extension BusTests {
    @Suite struct DeliveryTests {
        @Test func `I5 what is committed has its effect once and in order per key`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue()
                let relay = bench.relay()
                let consumer = try bench.consumer()

                try await running([{ try await relay.run() }, { try await consumer.run() }]) {
                    for number in 0..<50 { try await bench.append(bench.makeEvent(number, key: "key-\(number % 5)")) }
                    try await bench.until("50 effects") { try await bench.effects().count == 50 }
                    try await bench.until("the cursor is at the head") { try await bench.pending() == 0 }
                }

                for key in 0..<5 {
                    let expected = stride(from: Int64(key), to: 50, by: 5).map { $0 }
                    #expect(try await bench.effects(key: "key-\(key)") == expected)
                }
                #expect(try await bench.count("inbox") == 50)
            }
        }

        @Test func `a handler's own events are told in its transaction`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue([Bench.event, "test.answered.v1"])
                let answer = bench.makeEvent(9, name: "test.answered.v1")
                let relay = bench.relay()
                let consumer = try bench.consumer(telling: { _ in [answer] })

                try await running([{ try await relay.run() }, { try await consumer.run() }]) {
                    try await bench.append(bench.makeEvent(1))
                    // Nobody handles the answer, so it ends in quarantine: it came.
                    try await bench.until("the answer came") { try await bench.count("quarantine") == 1 }
                }

                #expect(try await bench.effects() == [1])
            }
        }

        @Test func `M1 three copies of each message have one effect`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue()
                let consumer = try bench.consumer()
                let events = (0..<20).map { bench.makeEvent($0, key: "key-\($0 % 4)") }

                for _ in 0..<3 {
                    for event in events { try await bench.publish(bench.message(event)) }
                }
                try await running([{ try await consumer.run() }]) {
                    try await bench.until("the queue is empty") { try await bench.isDrained(effects: 20) }
                }

                #expect(try await bench.effects().sorted() == (0..<20).map { Int64($0) })
            }
        }

        @Test func `an event whose key has an older retry waits behind it and others do not`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue()
                let isBroken = Atomic<Bool>(true)
                let attempts = Mutex<[Int]>([])
                let consumer = try bench.consumer(failing: { event in
                    guard event.key == "a", event.payload[0] == 1 else { return }
                    attempts.withLock { $0.append(event.attempt) }
                    if isBroken.load(ordering: .relaxed) { throw Flaky() }
                })

                try await running([{ try await consumer.run() }]) {
                    for (number, key) in [(1, "a"), (2, "a"), (3, "b"), (4, "a")] {
                        try await bench.publish(bench.message(bench.makeEvent(number, key: key)))
                    }
                    try await bench.until("b is done, a waits") {
                        let waiting = try await bench.count("retries")
                        return try await bench.effects() == [3] && waiting == 3
                    }
                    isBroken.store(false, ordering: .relaxed)
                    try await bench.until("a is done") { try await bench.effects(key: "a").count == 3 }
                }

                #expect(try await bench.effects(key: "a") == [1, 2, 4])
                #expect(try await bench.count("retries") == 0)
                let seen = attempts.withLock { $0 }
                #expect(seen == Array(1...seen.count))
            }
        }

        @Test func `after its last attempt an event goes to quarantine and is replayed`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue()
                let isBroken = Atomic<Bool>(true)
                let consumer = try bench.consumer(failing: { _ in
                    if isBroken.load(ordering: .relaxed) { throw Flaky() }
                }, configuring: { $0.maximumAttempts = 3 })
                let quarantine = Quarantine(database: bench.database, clock: SystemClock())
                let event = bench.makeEvent(7)

                try await running([{ try await consumer.run() }]) {
                    try await bench.publish(bench.message(event))
                    try await bench.until("quarantined") { try await bench.count("quarantine") == 1 }
                    let entry = try #require(try await quarantine.list().first)
                    #expect(entry.attempts == 3)
                    #expect(entry.eventID == event.id)
                    #expect(entry.failure == "Flaky")
                    isBroken.store(false, ordering: .relaxed)
                    try await quarantine.replay(entry.id, by: "an operator")
                    try await bench.until("handled") { try await bench.effects() == [7] }
                }

                #expect(try await quarantine.list().isEmpty)
                #expect(try await bench.count("retries") == 0)
            }
        }

        @Test func `a rejected event is quarantined at once and its copies with it`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue()
                let consumer = try bench.consumer(failing: { event in
                    if event.payload[0] == 1 { throw EventRejected("no such dossier", failure: "unknownDossier") }
                })
                let quarantine = Quarantine(database: bench.database, clock: SystemClock())
                let event = bench.makeEvent(1)

                try await running([{ try await consumer.run() }]) {
                    for _ in 0..<3 { try await bench.publish(bench.message(event)) }
                    try await bench.publish(bench.message(bench.makeEvent(2)))
                    try await bench.until("the next is handled") { try await bench.effects() == [2] }
                }

                let entry = try #require(try await quarantine.list().first)
                #expect(try await bench.count("quarantine") == 1)
                #expect(entry.failure == "unknownDossier")
                #expect(entry.body == [1])
                try await quarantine.discard(entry.id, by: "an operator")
                await #expect(throws: MessagingError(code: .notInQuarantine, message: "")) {
                    try await quarantine.show(entry.id)
                }
            }
        }

        @Test func `M4 poison messages are kept with their bytes and block nobody`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue(["#"])
                let consumer = try bench.consumer()
                var poison: [AMQPMessage] = []
                var generator = SystemRandomNumberGenerator()
                let noise = (0..<200).map { _ in UInt8.random(in: 0...255, using: &generator) }
                poison.append(AMQPMessage(exchange: bench.exchange, routingKey: "noise", body: ByteBuffer(bytes: noise)))
                poison.append(bench.message(bench.makeEvent(1, name: "test.unknown.v9")))
                for header in ["id", "subject", "time", "specversion", "source", "type"] {
                    for value in [nil, AMQPValue.string(""), .string("\u{0}"), .int64(7), .bytes([255, 0]), .string(String(repeating: "x", count: 300))] {
                        var message = bench.message(bench.makeEvent(1, key: "poison"))
                        message.properties.headers["cloudEvents:\(header)"] = value
                        if header == "type", value == nil { message.routingKey = "test.untyped" }
                        // Any short text is a legal source, subject or type; the type is then unknown.
                        let isLegal = header == "subject" || header == "source"
                        if isLegal, value == .int64(7) || value == .bytes([255, 0]) || value == .string("\u{0}") { continue }
                        poison.append(message)
                    }
                }

                try await running([{ try await consumer.run() }]) {
                    for message in poison { try await bench.publish(message) }
                    try await bench.publish(bench.message(bench.makeEvent(42)))
                    try await bench.until("the good one is handled") { try await bench.effects().contains(42) }
                    try await bench.until("all are kept") {
                        let kept = try await bench.count("quarantine")
                        return try await bench.queued() == 0 && kept == Int64(poison.count)
                    }
                }

                #expect(try await bench.effects() == [42])
                let quarantine = Quarantine(database: bench.database, clock: SystemClock())
                let entries = try await quarantine.list(limit: 1000)
                let first = try #require(entries.first { $0.routingKey == "noise" })
                #expect(first.body == noise)
                await #expect(throws: MessagingError(code: .cannotReplay, message: "")) {
                    try await quarantine.replay(first.id, by: "an operator")
                }
            }
        }

        @Test func `a missing queue is a clear error and is not made in silence`() async throws {
            try await Bench.with { bench in
                let consumer = try bench.consumer(configuring: { $0.declaresTopology = false })

                await #expect(throws: MessagingError(code: .queueMissing, message: "")) { try await consumer.run() }
            }
        }
    }
}

struct Flaky: Error {}

extension Bench {
    /// The message the relay would send.
    func message(_ event: OutgoingEvent) -> AMQPMessage {
        AMQPMessage(
            exchange: self.exchange, routingKey: event.name, mandatory: true,
            properties: AMQPProperties(
                contentType: event.contentType, deliveryMode: .persistent, messageID: event.id.description,
                headers: [
                    "cloudEvents:specversion": "1.0", "cloudEvents:id": .string(event.id.description),
                    "cloudEvents:source": "hoso/test", "cloudEvents:type": .string(event.name),
                    "cloudEvents:subject": .string(event.key), "cloudEvents:time": .string(event.occurredAt.iso8601),
                    "cloudEvents:dataschema": .string(event.dataSchema),
                ]),
            body: ByteBuffer(bytes: event.payload))
    }
}
