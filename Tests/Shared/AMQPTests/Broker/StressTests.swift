import NIOCore
import Testing

@testable import AMQP

extension BrokerTests {
    @Suite struct StressTests {
        /// Sizes at which a body needs one frame more, and at which a chunk or the socket is full.
        private static func sizes(frameMax: Int) -> [Int] {
            let limit = frameMax - Frame.overhead
            var sizes = [0, 1, 262_143, 262_144, 262_145, 1_048_575, 1_048_576, 1_048_577]
            for count in 1...3 {
                let edge: Int = count * limit
                sizes += [edge - 1, edge, edge + 1]
            }
            return sizes
        }

        @Test(arguments: [4_096, 131_072])
        func `bodies of every awkward size are confirmed once and arrive as they were, whoever publishes beside`(frameMax: Int) async throws {
            try await Broker.withQueue({
                $0.maximumFrameBytes = UInt32(frameMax)
                $0.maximumInFlight = 16
            }) { client, queue in
                let sizes = Self.sizes(frameMax: frameMax)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for publisher in 0..<4 {
                        group.addTask {
                            for (number, size) in sizes.enumerated() {
                                let message = AMQPMessage(
                                    exchange: "", routingKey: queue, mandatory: true,
                                    properties: AMQPProperties(messageID: "\(publisher).\(size)"),
                                    body: ByteBuffer(repeating: UInt8(truncatingIfNeeded: publisher &* 31 &+ number), count: size))
                                switch publisher {
                                case 0: try await client.publish(message)
                                case 1: try client.publishUnconfirmed(message)
                                case 2: #expect(await client.publish(contentsOf: [message, message]).allSatisfy { $0 == nil })
                                default:
                                    let error: AMQPError? = await withCheckedContinuation { continuation in
                                        do throws(AMQPError) {
                                            try client.publish(message) { continuation.resume(returning: $0) }
                                        } catch {
                                            continuation.resume(returning: error)
                                        }
                                    }
                                    #expect(error == nil)
                                }
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                let consumer = try await client.consume(queue: queue, prefetch: 20)
                var seen: [String: Int] = [:]
                while seen.values.reduce(0, +) < sizes.count * 5 {
                    for delivery in try await consumer.nextBatch() {
                        let words = (delivery.properties.messageID ?? "").split(separator: ".").compactMap { Int($0) }
                        let number = try #require(words.last.flatMap { sizes.firstIndex(of: $0) })
                        let byte = UInt8(truncatingIfNeeded: words[0] &* 31 &+ number)
                        try #require(delivery.body == ByteBuffer(repeating: byte, count: words[1]))
                        seen[delivery.properties.messageID ?? "", default: 0] += 1
                        try consumer.ack(delivery)
                    }
                }
                #expect(seen.count == sizes.count * 4)
                #expect(seen.allSatisfy { $0.value == ($0.key.hasPrefix("2.") ? 2 : 1) })
                #expect(try client.liveConnection().epoch == 1)
            }
        }

        @Test func `through a storm of reconnects no confirm is for a message nobody published and none is lost`() async throws {
            let broker = try Broker.configuration()
            let proxy = try await TCPProxy.start(host: broker.host, port: broker.port)
            try await Broker.withClient { direct in
                let queue = Broker.unique("storm")
                try await direct.declare(AMQPTopology(queues: [.init(queue)]))
                let confirmed = try await Broker.withClient({
                    $0.host = "127.0.0.1"
                    $0.port = proxy.port
                    $0.backoff = .init(initial: .milliseconds(1), maximum: .milliseconds(20))
                }) { client in
                    try await withThrowingTaskGroup(of: Set<String>.self) { group in
                        for publisher in 0..<6 {
                            group.addTask { await Self.publish(client, to: queue, publisher) }
                        }
                        for cut in 1...25 {
                            // Cut while much is on the way: the next cut waits for the next connection.
                            try await client.waitUntilConnected()
                            while client.epoch.map({ $0 < UInt64(cut) }) ?? true { await Task.yield() }
                            proxy.thaw()
                            while client.epoch == UInt64(cut) { await Task.yield() }
                        }
                        return try await group.reduce(into: Set<String>()) { $0.formUnion($1) }
                    }
                }
                let consumer = try await direct.consume(queue: queue, prefetch: 1_000)
                var missing = confirmed
                while !missing.isEmpty {
                    for delivery in try await consumer.nextBatch() {
                        missing.remove(delivery.properties.messageID ?? "")
                        try consumer.ack(delivery)
                    }
                }
                #expect(confirmed.count == 6 * 150)
                try await direct.deleteQueue(queue)
            }
            try await proxy.stop()
        }

        /// Publishes each message until it is confirmed.
        private static func publish(_ client: AMQPClient, to queue: String, _ publisher: Int) async -> Set<String> {
            var confirmed: Set<String> = []
            for number in 0..<150 {
                let message = AMQPMessage(
                    exchange: "", routingKey: queue, mandatory: true, properties: AMQPProperties(messageID: "\(publisher).\(number)"),
                    body: ByteBuffer(repeating: 1, count: number % 10 == 0 ? 300_000 : number))
                while !Task.isCancelled {
                    do throws(AMQPError) {
                        try await client.publish(message)
                        confirmed.insert("\(publisher).\(number)")
                        break
                    } catch {
                        #expect(error.code == .connectionLost || error.code == .notConnected, "\(String(reflecting: error))")
                        await Task.yield()
                    }
                }
            }
            return confirmed
        }

        @Test func `a full queue that rejects is a nack for its publisher alone`() async throws {
            try await Broker.withClient { client in
                let queue = Broker.unique("full")
                try await client.declare(
                    AMQPTopology(queues: [.init(queue, arguments: ["x-max-length": 2, "x-overflow": "reject-publish"])]))

                let outcomes = await client.publish(contentsOf: (0..<4).map { Broker.message("\($0)", to: queue) })

                #expect(outcomes.map { $0?.code } == [nil, nil, .nacked, .nacked])
                try await client.purgeQueue(queue)
                try await client.publish(Broker.message("again", to: queue))
                try await client.deleteQueue(queue)
            }
        }
    }
}
