import NIOCore
import Testing

@testable import AMQP

extension BrokerTests {
    @Suite struct FaultTests {
        /// Waits until the state is as wanted.
        private func wait(_ client: AMQPClient, until isWanted: (AMQPConnectionState) -> Bool) async {
            for await state in client.states where isWanted(state) { return }
        }

        private func isReconnecting(_ state: AMQPConnectionState) -> Bool {
            if case .reconnecting = state { true } else { false }
        }

        @Test func `a silent broker is noticed after two heartbeats and found again`() async throws {
            let broker = try Broker.configuration()
            let proxy = try await TCPProxy.start(host: broker.host, port: broker.port)
            try await Broker.withQueue({
                $0.host = "127.0.0.1"
                $0.port = proxy.port
                $0.heartbeat = .seconds(3)
            }) { client, queue in
                let consumer = try await client.consume(queue: queue, prefetch: 1)
                try await client.publish(Broker.message("before", to: queue))
                var iterator = consumer.makeAsyncIterator()
                let delivery = try #require(try await iterator.next())

                proxy.freeze()
                await #expect(throws: AMQPError(code: .connectionLost, message: "")) {
                    try await client.publish(Broker.message("during", to: queue))
                }
                proxy.thaw()
                try await client.waitUntilConnected()

                #expect(throws: AMQPError(code: .staleDelivery, message: "")) { try consumer.ack(delivery) }
                let again = try #require(try await iterator.next())
                #expect(again.text == "before" && again.redelivered && again.epoch > delivery.epoch)
                try consumer.ack(again)
            }
            try await proxy.stop()
        }

        @Test func `an idle connection stays up by its heartbeats`() async throws {
            let broker = try Broker.configuration()
            let proxy = try await TCPProxy.start(host: broker.host, port: broker.port)
            try await Broker.withQueue({
                $0.host = "127.0.0.1"
                $0.port = proxy.port
                $0.heartbeat = .seconds(3)
            }) { client, queue in
                // The broker sends two in the time after which it gives a silent client up at the latest; so long after that
                // it still does.
                var heartbeats = proxy.heartbeatsOfBroker().makeAsyncIterator()
                for _ in 0..<8 { _ = await heartbeats.next() }
                try await client.publish(Broker.message("x", to: queue))
                #expect(try client.liveConnection().epoch == 1)
            }
            try await proxy.stop()
        }

        @Test func `a blocked broker is reported and refuses publishes until it recovers`() async throws {
            try await Broker.withQueue { client, queue in
                try await Broker.stack("ctl", "set_vm_memory_high_watermark", "0.00000001")
                // The broker tells it to those who try to publish.
                try client.publishUnconfirmed(Broker.message("trigger", to: queue))
                await self.wait(client) { if case .blocked = $0 { true } else { false } }

                await #expect(throws: AMQPError(code: .blocked, message: "")) {
                    try await client.publish(Broker.message("refused", to: queue))
                }
                try await Broker.stack("ctl", "set_vm_memory_high_watermark", "0.4")
                await self.wait(client) { $0 == .connected }
                try await client.publish(Broker.message("taken", to: queue))
            }
        }

        @Test func `no confirmed message is lost when the broker is killed, and all comes back`() async throws {
            let exchange = Broker.unique("events")
            try await Broker.withQueue { client, queue in
                try await client.declare(
                    AMQPTopology(
                        exchanges: [.init(exchange, kind: .topic)],
                        bindings: [.init(queue: queue, to: exchange, routingKey: "#")]))
                let consumer = try await client.consume(queue: queue, prefetch: 100)

                async let received = Self.receive(consumer, until: "last")
                async let confirmed = Self.publish(client, exchange: exchange)
                try await Broker.stack("kill-broker")
                await self.wait(client, until: self.isReconnecting)
                try await Broker.stack("start-broker")
                try await client.waitUntilConnected()
                let sent = await confirmed
                try await client.publish(Broker.message("last", to: "last", exchange: exchange))

                let missing = Set(sent).subtracting(try await received)
                #expect(sent.count == 3_000)
                #expect(missing.isEmpty, "\(missing.count) confirmed messages are gone")
                try await client.deleteExchange(exchange)
            }
        }

        /// Publishes each message until it is confirmed; returns what was.
        private static func publish(_ client: AMQPClient, exchange: String) async -> [String] {
            await withTaskGroup(of: [String].self) { group in
                for task in 0..<30 {
                    group.addTask {
                        var confirmed: [String] = []
                        for number in 0..<100 {
                            let name = "\(task).\(number)"
                            while !Task.isCancelled {
                                do throws(AMQPError) {
                                    try await client.publish(Broker.message(name, to: "k.\(name)", exchange: exchange))
                                    confirmed.append(name)
                                    break
                                } catch {
                                    #expect(error.isRetriable, "\(String(reflecting: error))")
                                    _ = try? await client.waitUntilConnected()
                                }
                            }
                        }
                        return confirmed
                    }
                }
                return await group.reduce(into: []) { $0 += $1 }
            }
        }

        /// Takes all deliveries up to a certain one; what is stale comes again.
        private static func receive(_ consumer: AMQPConsumer, until last: String) async throws -> Set<String> {
            var received: Set<String> = []
            for try await delivery in consumer {
                received.insert(delivery.text)
                do throws(AMQPError) {
                    try consumer.ack(delivery)
                } catch {
                    #expect(error.code == .staleDelivery)
                }
                if delivery.text == last { break }
            }
            return received
        }
    }
}
