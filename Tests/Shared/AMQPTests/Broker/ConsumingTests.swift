import NIOCore
import Testing

@testable import AMQP

extension BrokerTests {
    @Suite struct ConsumingTests {
        private func fill(_ client: AMQPClient, _ queue: String, _ count: Int) async {
            let outcomes = await client.publish(contentsOf: (0..<count).map { Broker.message("\($0)", to: queue) })
            #expect(outcomes.allSatisfy { $0 == nil })
        }

        @Test func `no more than the prefetch is under way`() async throws {
            try await Broker.withQueue { client, queue in
                await self.fill(client, queue, 20)
                let consumer = try await client.consume(queue: queue, prefetch: 5)
                var taken: [AMQPDelivery] = []
                while taken.count < 5 { taken += try await consumer.nextBatch() }

                // The broker has answered: what it wanted to deliver before is here.
                #expect(try await client.status(ofQueue: queue).messageCount == 15)
                #expect(consumer.bufferedCount == 0)

                try consumer.ack(taken[4], multiple: true)
                var more: [AMQPDelivery] = []
                while more.count < 5 { more += try await consumer.nextBatch() }
                #expect(more.map(\.text) == ["5", "6", "7", "8", "9"])
            }
        }

        @Test func `a message given back comes again, one dropped does not`() async throws {
            try await Broker.withQueue { client, queue in
                await self.fill(client, queue, 3)
                let consumer = try await client.consume(queue: queue, prefetch: 1)
                var iterator = consumer.makeAsyncIterator()

                let first = try #require(try await iterator.next())
                try consumer.nack(first, requeue: true)
                let again = try #require(try await iterator.next())
                try consumer.reject(again, requeue: false)
                let second = try #require(try await iterator.next())
                try consumer.ack(second)
                let third = try #require(try await iterator.next())
                try consumer.nack(third, requeue: false)
                await consumer.cancel()

                #expect(!first.redelivered && again.redelivered)
                #expect([first, again, second, third].map(\.text) == ["0", "0", "1", "2"])
                #expect(try await client.status(ofQueue: queue).messageCount == 0)
            }
        }

        @Test func `a delivery settled twice is refused here and the channel lives on`() async throws {
            try await Broker.withQueue { client, queue in
                await self.fill(client, queue, 2)
                let consumer = try await client.consume(queue: queue, prefetch: 10)
                var iterator = consumer.makeAsyncIterator()
                let first = try #require(try await iterator.next())
                try consumer.ack(first)

                #expect(throws: AMQPError(code: .invalidArgument, message: "")) { try consumer.ack(first) }
                let second = try #require(try await iterator.next())
                try consumer.ack(second)
            }
        }

        @Test func `a cancelled consumer gives back what nobody took and can settle what was taken`() async throws {
            try await Broker.withQueue { client, queue in
                await self.fill(client, queue, 10)
                let consumer = try await client.consume(queue: queue, prefetch: 10)
                var iterator = consumer.makeAsyncIterator()
                let first = try #require(try await iterator.next())

                await consumer.cancel()
                try consumer.ack(first)
                let rest = try await client.consume(queue: queue, prefetch: 10)
                var deliveries: [AMQPDelivery] = []
                while deliveries.count < 9 { deliveries += try await rest.nextBatch() }

                #expect(try await iterator.next() == nil)
                #expect(deliveries.map(\.text) == (1...9).map { "\($0)" })
            }
        }

        @Test func `deleting the queue ends the consumer with an error`() async throws {
            try await Broker.withQueue { client, queue in
                let consumer = try await client.consume(queue: queue, prefetch: 1)
                try await client.deleteQueue(queue)
                var iterator = consumer.makeAsyncIterator()

                await #expect(throws: AMQPError(code: .consumerCancelled, message: "")) { try await iterator.next() }
            }
        }

        @Test func `consuming from an absent queue is a typed error`() async throws {
            try await Broker.withClient { client in
                let error = await #expect(throws: AMQPError.self) {
                    try await client.consume(queue: "absent.queue", prefetch: 1)
                }
                #expect(error?.code == .channelClosed && error?.replyCode == 404)
            }
        }

        @Test func `a second consumer of an exclusive one is refused`() async throws {
            try await Broker.withQueue { client, queue in
                _ = try await client.consume(queue: queue, prefetch: 1, exclusive: true)
                let error = await #expect(throws: AMQPError.self) { try await client.consume(queue: queue, prefetch: 1) }
                #expect(error?.replyCode == 403)
            }
        }

        @Test func `a task that is cancelled while it waits gets nothing`() async throws {
            try await Broker.withQueue { client, queue in
                let consumer = try await client.consume(queue: queue, prefetch: 1)
                let task = Task {
                    var iterator = consumer.makeAsyncIterator()
                    return try await iterator.next()
                }
                task.cancel()

                #expect(try await task.value == nil)
            }
        }

        @Test func `shutting down ends the sequence`() async throws {
            let consumer = try await Broker.withQueue { client, queue in
                try await client.consume(queue: queue, prefetch: 1)
            }
            var iterator = consumer.makeAsyncIterator()

            // The queue went before the client.
            await #expect(throws: AMQPError(code: .consumerCancelled, message: "")) { try await iterator.next() }
        }

        @Test func `all properties and headers travel`() async throws {
            try await Broker.withQueue { client, queue in
                var message = Broker.message("x", to: queue)
                message.properties = AMQPProperties(
                    contentType: "application/protobuf", deliveryMode: .persistent, priority: 3, correlationID: "c",
                    replyTo: "r", expiration: "60000", messageID: "m", timestamp: 1_772_000_000, type: "t",
                    appID: "hoso", headers: ["text": "Hồ sơ", "bytes": .bytes([0, 1, 255]), "n": -5, "b": true, "v": .void])
                try await client.publish(message)
                let consumer = try await client.consume(queue: queue, prefetch: 1)
                var iterator = consumer.makeAsyncIterator()
                let delivery = try #require(try await iterator.next())

                #expect(delivery.properties == message.properties)
                #expect(delivery.damage == nil)
            }
        }
    }
}
