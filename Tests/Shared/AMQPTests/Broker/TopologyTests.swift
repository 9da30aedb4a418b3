import Testing

@testable import AMQP

extension BrokerTests {
    @Suite struct TopologyTests {
        @Test func `declares, routes, unbinds and deletes`() async throws {
            try await Broker.withClient { client in
                let (source, inner, queue) = (Broker.unique("source"), Broker.unique("inner"), Broker.unique("queue"))
                let binding = AMQPTopology.Binding(source: source, destination: .exchange(inner), routingKey: "a.*")
                let topology = AMQPTopology(
                    exchanges: [.init(source, kind: .topic), .init(inner, kind: .fanout)],
                    queues: [.quorum(queue)],
                    bindings: [binding, .init(queue: queue, to: inner, routingKey: "")])
                try await client.declare(topology)
                try await client.declare(topology)

                try await client.publish(Broker.message("a.b", to: "a.b", exchange: source))
                try await client.unbind(binding)
                await #expect(throws: AMQPError(code: .returned, message: "")) {
                    try await client.publish(Broker.message("a.b", to: "a.b", exchange: source))
                }
                #expect(try await client.deleteQueue(queue) == 1)
                try await client.deleteExchange(source)
                try await client.deleteExchange(inner)
            }
        }

        @Test func `declaring with other arguments is a typed error and declaring goes on`() async throws {
            try await Broker.withQueue { client, queue in
                let error = await #expect(throws: AMQPError.self) {
                    try await client.declare(AMQPTopology(queues: [.init(queue, durable: false)]))
                }
                #expect(error?.code == .channelClosed && error?.replyCode == 406)

                try await client.declare(AMQPTopology(queues: [.init(queue)]))
                #expect(try await client.purgeQueue(queue) == 0)
            }
        }

        @Test func `a passive declaration asks only`() async throws {
            try await Broker.withQueue { client, queue in
                try await client.declare(AMQPTopology(queues: [.init(queue, passive: true)]))
                let error = await #expect(throws: AMQPError.self) {
                    try await client.declare(AMQPTopology(exchanges: [.init("absent", kind: .topic, passive: true)]))
                }
                #expect(error?.replyCode == 404)
            }
        }

        @Test func `a queue needs a name`() async throws {
            try await Broker.withClient { client in
                await #expect(throws: AMQPError(code: .invalidArgument, message: "")) {
                    try await client.declare(AMQPTopology(queues: [.init("")]))
                }
            }
        }

        @Test func `a queue exclusive to one connection is locked for another`() async throws {
            try await Broker.withClient { first in
                let name = Broker.unique("exclusive")
                try await first.declare(AMQPTopology(queues: [.init(name, durable: false, exclusive: true)]))
                try await Broker.withClient { second in
                    let error = await #expect(throws: AMQPError.self) {
                        _ = try await second.consume(queue: name, prefetch: 1)
                    }
                    #expect(error?.replyCode == 405)
                }
            }
        }
    }
}
