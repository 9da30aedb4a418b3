import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import AMQP

extension BrokerTests {
    @Suite struct HandlerConsumingTests {
        @Test func `a handler gets each delivery in order and settles it`() async throws {
            try await Broker.withQueue { client, queue in
                let (texts, sink) = AsyncStream.makeStream(of: String.self)
                let consumer = try await client.consume(queue: queue, prefetch: 3) { consumer, delivery in
                    do throws(AMQPError) {
                        try delivery.text == "4" ? consumer.ack(delivery) : consumer.ackSoon(delivery)
                    } catch {
                        sink.yield("\(error)")
                    }
                    sink.yield(delivery.text)
                }
                let outcomes = await client.publish(contentsOf: (0..<20).map { Broker.message("\($0)", to: queue) })
                #expect(outcomes.allSatisfy { $0 == nil })
                var seen: [String] = []
                for await text in texts {
                    seen.append(text)
                    if seen.count == 20 { break }
                }
                await consumer.cancel()

                // A prefetch of three lets no more through unless each is settled; none comes back.
                #expect(seen == (0..<20).map { "\($0)" })
                #expect(try await client.status(ofQueue: queue).messageCount == 0)
                #expect(try await consumer.nextBatch().isEmpty)
            }
        }

        @Test func `deliveries the broker forgets at once cannot be settled and do not come again`() async throws {
            try await Broker.withQueue { client, queue in
                let (errors, sink) = AsyncStream.makeStream(of: AMQPError.self)
                let consumer = try await client.consume(queue: queue, prefetch: nil) { consumer, delivery in
                    do throws(AMQPError) { try consumer.ack(delivery) } catch { sink.yield(error) }
                }
                try await client.publish(Broker.message("x", to: queue))
                var iterator = errors.makeAsyncIterator()

                #expect(await iterator.next()?.code == .invalidArgument)
                await consumer.cancel()
                #expect(try await client.status(ofQueue: queue).messageCount == 0)
            }
        }

        @Test func `an outcome is reported once, good or bad`() async throws {
            try await Broker.withQueue { client, queue in
                let (outcomes, sink) = AsyncStream.makeStream(of: AMQPError.Code?.self)
                try client.publish(Broker.message("here", to: queue)) { sink.yield($0?.code) }
                try client.publish(Broker.message("lost", to: "nobody.\(queue)")) { sink.yield($0?.code) }
                var iterator = outcomes.makeAsyncIterator()
                let first = await iterator.next(), second = await iterator.next()

                #expect(first == .some(nil) && second == .returned || first == .returned && second == .some(nil))
            }
        }

        @Test func `a task on the thread of the connections publishes from there`() async throws {
            try await Broker.withQueue { client, queue in
                try await withTaskExecutorPreference(AMQPThread.executor) {
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for number in 0..<300 {
                            group.addTask {
                                for _ in 0..<3 { await Task.yield() }
                                try await client.publish(Broker.message("\(number)", to: queue))
                            }
                        }
                        try await group.waitForAll()
                    }
                }
                #expect(try await client.status(ofQueue: queue).messageCount == 300)
            }
        }
    }
}
