import Logging
import NIOCore
import Testing

@testable import AMQP

extension BrokerTests {
    @Suite struct PublishingTests {
        @Test func `a confirmed message is in the queue`() async throws {
            try await Broker.withQueue { client, queue in
                try await client.publish(Broker.message("one", to: queue))

                #expect(try await client.status(ofQueue: queue).messageCount == 1)
            }
        }

        @Test func `a mandatory message without a queue comes back to its publisher`() async throws {
            try await Broker.withQueue { client, queue in
                let messages = (0..<200).map { number in
                    Broker.message("\(number)", to: number.isMultiple(of: 3) ? "nobody.\(queue)" : queue)
                }

                let outcomes = await client.publish(contentsOf: messages)

                for (number, outcome) in outcomes.enumerated() {
                    #expect((outcome?.code == .returned) == number.isMultiple(of: 3), "\(number)")
                    #expect(outcome?.replyCode == (number.isMultiple(of: 3) ? 312 : nil))
                }
            }
        }

        @Test func `a message that is not mandatory may vanish`() async throws {
            try await Broker.withQueue { client, queue in
                try await client.publish(Broker.message("lost", to: "nobody.\(queue)", mandatory: false))
            }
        }

        @Test func `many tasks publish at once and all are confirmed`() async throws {
            try await Broker.withQueue({ $0.maximumInFlight = 64 }) { client, queue in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for task in 0..<500 {
                        group.addTask {
                            for number in 0..<4 { try await client.publish(Broker.message("\(task).\(number)", to: queue)) }
                        }
                    }
                    try await group.waitForAll()
                }

                #expect(try await client.status(ofQueue: queue).messageCount == 2_000)
            }
        }

        @Test func `messages of one batch keep their order and their bodies`() async throws {
            try await Broker.withQueue { client, queue in
                let bodies = (0..<300).map { number in
                    ByteBuffer(bytes: (0..<(number * 997)).map { UInt8(truncatingIfNeeded: $0 &* number) })
                }
                let outcomes = await client.publish(
                    contentsOf: bodies.map { AMQPMessage(exchange: "", routingKey: queue, mandatory: true, body: $0) })
                #expect(outcomes.compactMap { $0 }.map { String(reflecting: $0) } == [])

                let consumer = try await client.consume(queue: queue, prefetch: 50)
                var iterator = consumer.makeAsyncIterator()
                for body in bodies {
                    let delivery = try #require(try await iterator.next())
                    try #require(delivery.body == body)
                    try consumer.ack(delivery)
                }
            }
        }

        @Test func `publishing to an exchange that is absent is a typed error and publishing goes on`() async throws {
            try await Broker.withQueue { client, queue in
                let error = await #expect(throws: AMQPError.self) {
                    try await client.publish(Broker.message("x", to: queue, exchange: "absent.exchange"))
                }
                #expect(error?.code == .channelClosed)
                #expect(error?.replyCode == 404)

                try await client.publish(Broker.message("y", to: queue))
            }
        }

        @Test func `an unconfirmed message arrives, and a returned one is reported`() async throws {
            let (returns, continuation) = AsyncStream.makeStream(of: AMQPReturn.self)
            try await Broker.withQueue({ $0.onUnmatchedReturn = { continuation.yield($0) } }) { client, queue in
                try client.publishUnconfirmed(Broker.message("lost", to: "nobody.\(queue)"))
                try client.publishUnconfirmed(Broker.message("here", to: queue))

                let consumer = try await client.consume(queue: queue, prefetch: 1)
                var iterator = consumer.makeAsyncIterator()
                var returned = returns.makeAsyncIterator()

                #expect(try await iterator.next()?.text == "here")
                #expect(await returned.next()?.properties.messageID == "lost")
            }
        }

        @Test func `faulty arguments are refused before anything is sent`() async throws {
            try await Broker.withQueue({ $0.maximumBodyBytes = 100 }) { client, queue in
                let long = Broker.message("x", to: String(repeating: "k", count: 256))
                let big = AMQPMessage(exchange: "", routingKey: queue, body: ByteBuffer(bytes: Array(repeating: 1, count: 101)))

                await #expect(throws: AMQPError(code: .invalidArgument, message: "")) { try await client.publish(long) }
                await #expect(throws: AMQPError(code: .messageTooLarge, message: "")) { try await client.publish(big) }
                #expect(throws: AMQPError(code: .messageTooLarge, message: "")) { try client.publishUnconfirmed(big) }
            }
        }

        @Test func `a cancelled publisher stops waiting`() async throws {
            try await Broker.withQueue { client, queue in
                let task = Task { try await client.publish(Broker.message("x", to: queue)) }
                task.cancel()
                let result = await task.result

                if case .failure(let error) = result {
                    #expect(error as? AMQPError == AMQPError(code: .cancelled, message: ""))
                }
                try await client.publish(Broker.message("y", to: queue))
            }
        }

        @Test func `a client that is not running says so`() async throws {
            let client = AMQPClient(configuration: try Broker.configuration(), logger: .init(label: "test"))

            await #expect(throws: AMQPError(code: .notConnected, message: "")) {
                try await client.publish(Broker.message("x", to: "q"))
            }
        }
    }
}
