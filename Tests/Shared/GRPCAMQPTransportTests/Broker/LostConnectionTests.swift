import AMQP
import GRPCCore
import NIOCore
import Testing

@testable import GRPCAMQPTransport

/// Connections and processes that go in the middle of a call.
@Suite(.serialized, .timeLimit(.minutes(10))) struct LostConnectionTests {
    @Test func `a server that loses the connection of a running request runs it once and answers`() async throws {
        try await BrokerRig.run { rig in
            let server = rig.serverTransport()
            try await rig.serve(server: server) { client in
                async let response = client.unary(rig.service.slow, [7])
                try await rig.service.journal.wait(for: "began")
                let before = rig.serverConsumer.epoch

                try await rig.breakConnections("server-consumer")
                while rig.serverConsumer.epoch == before || rig.serverConsumer.epoch == nil {
                    try await Task.sleep(for: .milliseconds(20))
                }
                try await server.waitUntilListening()
                rig.service.journal.note("go")

                let answer = try await response
                #expect(try answer.message == [7])
                #expect(rig.service.journal.count("began") == 1)
                // The redelivery was acknowledged too: nothing is left to run again.
                while !server.core.runningCalls.isEmpty { await Task.yield() }
                _ = try await client.unary(rig.service.echo, [1])
            }
            #expect(try await rig.clientPublisher.status(ofQueue: rig.queue).messageCount == 0)
        }
    }

    @Test(arguments: [true, false])
    func `a request of a server that is gone runs again only if that does no harm`(isIdempotent: Bool) async throws {
        try await BrokerRig.run { rig in
            let configure: @Sendable (inout AMQPServerTransport.Configuration) -> Void = {
                if isIdempotent { $0.idempotentMethods = [rig.service.slow.fullyQualifiedMethod] }
            }
            let (publisher, consumer) = (try BrokerRig.connection("dying-publisher.\(rig.id)"), try BrokerRig.connection("dying-consumer.\(rig.id)"))
            var configuration = rig.serverTransport(configure).core.configuration
            configuration.processQueue += ".dying"
            let dying = AMQPServerTransport(publisher: publisher, consumer: consumer, configuration: configuration, logger: rig.logger)
            let connections = Task {
                try await withThrowingTaskGroup { group in
                    group.addTask { try await publisher.run() }
                    group.addTask { try await consumer.run() }
                    try await group.waitForAll()
                }
            }
            let serving = Task { try await GRPCServer(transport: dying, services: [rig.service]).serve() }
            try await dying.waitUntilListening()
            try await withGRPCClient(transport: rig.clientTransport()) { client in
                let example = ExampleClient(client)
                let outcome = Task { await example.failure(rig.service.slow, [9]) }
                try await rig.service.journal.wait(for: "began")

                // The process is gone, as far as broker and client can see.
                connections.cancel()
                let another = rig.clientTransport { $0.replyQueue += ".another" }
                try await rig.serve(server: rig.serverTransport(configure), client: another) { another in
                    // A client must have been used before it can be stopped.
                    _ = await another.failure(rig.service.nothing)
                    if isIdempotent { try await rig.service.journal.wait(for: "began", times: 2) } else { _ = await outcome.value }
                    rig.service.journal.note("go")
                    let error = await outcome.value

                    #expect(error?.code == (isIdempotent ? nil : .unavailable))
                    #expect(error?.mayHaveRun == (isIdempotent ? nil : "true"))
                    #expect(rig.service.journal.count("began") == (isIdempotent ? 2 : 1))
                }
            }
            _ = await serving.result
        }
    }

    @Test func `a server that is stopped in the middle gives the request back`() async throws {
        try await BrokerRig.run { rig in
            let replies = try await rig.replies()
            let server = rig.serverTransport()
            let serving = Task { try await GRPCServer(transport: server, services: [rig.service]).serve() }
            try await server.waitUntilListening()
            try await rig.request("Hang", id: "kept")
            try await rig.service.journal.wait(for: "began")

            serving.cancel()
            _ = await serving.result
            let other = try await rig.clientConsumer.consume(queue: rig.queue, prefetch: 1)
            let delivery = try await other.nextBatch().first

            #expect(delivery?.properties.correlationID == "kept")
            #expect(delivery?.redelivered == true)
            await other.cancel()
            _ = replies
        }
    }

    @Test func `a streaming handler whose client has vanished is stopped by a ping`() async throws {
        try await BrokerRig.run { rig in
            let replies = try await rig.replies()
            let server = rig.serverTransport { $0.pingInterval = .milliseconds(100) }
            try await rig.serve(server: server) { _ in
                // Without credit the handler waits for ever.
                try await rig.request("Count", id: "gone", body: [0, 0, 0, 0, 4] + Array("9 10".utf8))
                // The initial metadata; from here on the handler writes.
                _ = try await replies.next()
                try await rig.clientConsumer.deleteQueue(rig.replyKey)

                try await rig.service.journal.wait(for: "stopped")
            }
        }
    }

    @Test func `through a storm of reconnects each call has an answer or says UNAVAILABLE, and nothing is left over`() async throws {
        try await BrokerRig.run { rig in
            let server = rig.serverTransport { $0.idempotentMethods = [rig.service.echo.fullyQualifiedMethod] }
            let transport = rig.clientTransport()
            try await rig.serve(server: server, client: transport) { client in
                let isOver = Journal()
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for caller in 0..<10 {
                        group.addTask {
                            var answers = 0
                            while isOver.count("over") == 0 {
                                do {
                                    let message = [UInt8(caller), UInt8(answers % 250)]
                                    let response = try await client.unary(rig.service.echo, message, timeout: .seconds(120))
                                    try #require(try response.message == message)
                                    answers += 1
                                } catch let error as RPCError {
                                    try #require(error.code == .unavailable, "\(error)")
                                    try await Task.sleep(for: .milliseconds(5))
                                }
                            }
                            return answers
                        }
                    }
                    for which in ["client-consumer", "client-publisher", "server-consumer", "server-publisher", "client-consumer", ""] {
                        try await rig.breakConnections(which)
                    }
                    isOver.note("over")
                    for try await answers in group { #expect(answers > 0) }
                }
                #expect(transport.core.openCalls.isEmpty)
                while !server.core.runningCalls.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
            }
        }
    }
}
