import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
import Testing

@testable import AMQP

/// A handler against a broker that follows the rules: whatever the order of events, each publish has one outcome, and the
/// broker never answers a tag the handler does not know.
@Suite struct PublishModelTests {
    /// Says that the channel has become unwritable in the middle of a write, as a full socket does.
    private final class Jam: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        var isArmed = false

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            context.write(data, promise: promise)
            guard self.isArmed else { return }
            self.isArmed = false
            (context.channel as? EmbeddedChannel)?.isWritable = false
            context.fireChannelWritabilityChanged()
        }
    }

    private struct Rig {
        static let frameMax = 4_096

        let channel = EmbeddedChannel()
        let jam = Jam()
        let handler: ConnectionHandler
        var broker = ModelBroker(frameMax: Self.frameMax)

        init(window: Int) throws {
            var configuration = AMQPConfiguration(host: "h", username: "u", password: "p")
            configuration.maximumInFlight = window
            self.handler = ConnectionHandler(
                configuration: configuration, epoch: 1, outbox: Outbox(maximumUnconfirmed: 10_000),
                eventLoop: self.channel.eventLoop, onEvent: { _ in })
            try self.channel.pipeline.syncOperations.addHandlers([self.jam, self.handler])
            self.channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 5_672), promise: nil)
            var server = ServerFrames()
            try server.start()
            try server.tune(frameMax: UInt32(Self.frameMax))
            try server.openOk()
            for id in ChannelSlot.controlID...ChannelSlot.unconfirmedID { try server.channelOpenOk(id) }
            try server.confirmSelectOk(ChannelSlot.confirmedID)
            try self.channel.writeInbound(server.bytes)
            while try self.channel.readOutbound(as: ByteBuffer.self) != nil {}
        }

        /// Lets the broker read all that was written and the handler all that was answered.
        mutating func exchange(cut: (Int) -> Int) throws {
            while let bytes = try self.channel.readOutbound(as: ByteBuffer.self) { try self.broker.read(bytes) }
            var replies = self.broker.takeReplies()
            guard replies.readableBytes > 0 else { return }
            let first = replies.readSlice(length: cut(replies.readableBytes))
            if let first, first.readableBytes > 0 { try self.channel.writeInbound(first) }
            if replies.readableBytes > 0 { try self.channel.writeInbound(replies) }
            self.channel.embeddedEventLoop.run()
        }

        func writable(_ isWritable: Bool) {
            guard self.channel.isWritable != isWritable else { return }
            self.channel.isWritable = isWritable
            self.channel.pipeline.fireChannelWritabilityChanged()
        }

        func finish() {
            self.handler.terminate(nil)
            _ = try? self.channel.finish()
        }
    }

    /// The outcome of each message by its routing key.
    private final class Ledger: Sendable {
        let outcomes = NIOLockedValueBox<[String: [AMQPError.Code?]]>([:])

        func note(_ key: String, _ code: AMQPError.Code?) {
            self.outcomes.withLockedValue { $0[key, default: []].append(code) }
        }
    }

    private static func body(_ size: Int, _ number: Int) -> ByteBuffer {
        ByteBuffer(repeating: UInt8(truncatingIfNeeded: number), count: size)
    }

    private static let edges = [0, 1, 4_087, 4_088, 4_089, 8_175, 8_176, 8_177, 12_264, 12_265]

    @Test func `a write that jams the socket is written once`() throws {
        // The first large message once went out twice: the jam called back while its bytes were still in the buffer.
        for size in [262_143, 262_144, 1_048_575, 1_048_576, 1_048_577] {
            var rig = try Rig(window: 100)
            let ledger = Ledger()
            rig.jam.isArmed = true
            _ = try rig.handler.outbox.add(
                Publication(
                    [AMQPMessage(exchange: "", routingKey: "k", body: Self.body(size, 1))],
                    waiter: .report { ledger.note("k", $0[0]?.code) }))
            rig.handler.drain()
            rig.writable(true)
            try rig.exchange { $0 }

            #expect(rig.broker.taken.map(\.body.count) == [size])
            _ = try rig.broker.answer(1, multiple: false, positive: true)
            try rig.exchange { $0 }
            #expect(ledger.outcomes.withLockedValue { $0["k"] } == [nil])
            rig.finish()
        }
    }

    @Test func `channel flow stops publishing, is answered, and lets go on`() throws {
        var rig = try Rig(window: 100)
        let ledger = Ledger()
        try rig.broker.flow(false)
        try rig.exchange { $0 }
        for key in ["1", "2"] {
            _ = try rig.handler.outbox.add(
                Publication(
                    [AMQPMessage(exchange: "", routingKey: key, body: ByteBuffer())], waiter: .report { ledger.note(key, $0[0]?.code) }))
        }
        rig.handler.drain()
        try rig.exchange { $0 }
        #expect(rig.broker.flowAnswers == 1)
        #expect(rig.broker.taken.isEmpty)

        try rig.broker.flow(true)
        try rig.exchange { $0 }
        try rig.exchange { $0 }
        #expect(rig.broker.flowAnswers == 2)
        #expect(rig.broker.taken.map(\.routingKey) == ["1", "2"])
        _ = try rig.broker.answer(2, multiple: true, positive: true)
        try rig.exchange { $0 }
        #expect(ledger.outcomes.withLockedValue { $0 } == ["1": [nil], "2": [nil]])
        rig.finish()
    }

    @Test func `whatever the order of events, each publish has one outcome and it is the broker's`() throws {
        let seed = Seeds.draw("publish model")
        for run in 0..<40 {
            var random = SeededRandom(seed: seed &+ UInt64(run))
            try Self.play(&random, steps: 100)
        }
    }

    /// One random story: publishers, a broker that answers when it likes, jams, cancellations, closed channels.
    private static func play(_ random: inout SeededRandom, steps: Int) throws {
        var rig = try Rig(window: [1, 3, 20, 1_000].randomElement(using: &random) ?? 20)
        let ledger = Ledger()
        var sent: [String: ByteBuffer] = [:], expected: [String: AMQPError.Code?] = [:]
        var cancelled: Set<String> = [], publications: [(Publication, [String])] = [], unconfirmed: [String] = []
        for step in 0..<steps {
            switch Int.random(in: 0...11, using: &random) {
            case 0...3:
                let keys = (0..<Int.random(in: 1...12, using: &random)).map { "\(step).\($0)" }
                let messages = keys.map { key in
                    let large = Int.random(in: 0...60, using: &random) == 0 ? 300_000 : nil
                    let body = Self.body(large ?? Self.edges.randomElement(using: &random) ?? 0, step)
                    sent[key] = body
                    return AMQPMessage(exchange: "", routingKey: key, body: body)
                }
                // One by one, so that each outcome is seen, and in pieces of one publication, as batches are.
                let batch = Publication(messages)
                publications.append((batch, keys))
                Self.watch(batch, keys, ledger)
                _ = try rig.handler.outbox.add(batch)
                if Bool.random(using: &random) { rig.handler.drain() }
            case 4:
                let key = "u\(step)"
                let body = Self.body(Self.edges.randomElement(using: &random) ?? 0, step)
                sent[key] = body
                unconfirmed.append(key)
                _ = try rig.handler.outbox.add(unconfirmed: AMQPMessage(exchange: "", routingKey: key, body: body))
            case 5: rig.handler.drain()
            case 6: rig.jam.isArmed = true
            case 7: rig.writable(Bool.random(using: &random))
            case 8:
                if let (publication, keys) = publications.randomElement(using: &random), Int.random(in: 0...3, using: &random) == 0 {
                    cancelled.formUnion(keys)
                    rig.handler.cancel(publication)
                }
            case 9 where Int.random(in: 0...8, using: &random) == 0:
                try rig.exchange { $0 }
                for key in try rig.broker.closeConfirmed() { expected[key] = .channelClosed }
            default:
                for tag in rig.broker.unanswered.keys.shuffled(using: &random).prefix(Int.random(in: 0...6, using: &random)) {
                    guard rig.broker.unanswered[tag] != nil else { continue }
                    let positive = Int.random(in: 0...5, using: &random) > 0
                    for key in try rig.broker.answer(tag, multiple: Bool.random(using: &random), positive: positive) {
                        expected[key] = positive ? .some(nil) : .nacked
                    }
                }
            }
            let share = Double.random(in: 0...1, using: &random)
            try rig.exchange { Int(Double($0) * share) }
            try #require(!rig.handler.isTerminated, "the handler gave up after step \(step)")
        }
        // To the end: everything leaves and is confirmed.
        rig.jam.isArmed = false
        for _ in 0..<2_000 {
            rig.writable(true)
            rig.handler.drain()
            try rig.exchange { $0 }
            for tag in rig.broker.unanswered.keys.sorted() {
                for key in try rig.broker.answer(tag, multiple: false, positive: true) { expected[key] = .some(nil) }
            }
            try rig.exchange { $0 }
            let known = ledger.outcomes.withLockedValue { $0.count }
            if known == publications.reduce(0, { $0 + $1.1.count }), rig.broker.taken.count(where: { $0.routingKey.hasPrefix("u") }) == unconfirmed.count { break }
        }
        try #require(!rig.handler.isTerminated)
        let outcomes = ledger.outcomes.withLockedValue { $0 }
        for key in rig.broker.ignored { expected[key] = .channelClosed }
        for (_, keys) in publications {
            for key in keys {
                let codes = try #require(outcomes[key], "\(key) has no outcome")
                try #require(codes.count == 1, "\(key) has \(codes.count) outcomes")
                if cancelled.contains(key), codes[0] == .cancelled { continue }
                try #require(expected[key] == .some(codes[0]), "\(key) ended with \(String(describing: codes[0]))")
            }
        }
        for message in rig.broker.taken {
            try #require(message.body == sent[message.routingKey].map { Array($0.readableBytesView) }, "\(message.routingKey) arrived changed")
        }
        let keys = rig.broker.taken.map(\.routingKey)
        try #require(Set(keys).count == keys.count, "a message was written twice")
        try #require(keys.filter { $0.hasPrefix("u") } == unconfirmed)
        rig.finish()
    }

    /// Notes each outcome of a publication by key: its waiter tells all at once, in order.
    private static func watch(_ publication: Publication, _ keys: [String], _ ledger: Ledger) {
        publication.attach(
            .report { outcomes in
                for (key, error) in zip(keys, outcomes) { ledger.note(key, error?.code) }
            })
    }
}
