import AMQP
import GRPCCore
import NIOCore
import Testing

@testable import GRPCAMQPTransport

/// What only a broker can do to a call.
@Suite(.serialized, .timeLimit(.minutes(10))) struct AMQPFailureTests {
    @Test func `a call no server takes is unavailable and has not run`() async throws {
        try await BrokerRig.run { rig in
            try await rig.serve { client in
                let elsewhere = MethodDescriptor(
                    fullyQualifiedService: "hoso.absent.v1.AbsentService", method: "Echo", type: .unary)

                let error = await client.failure(elsewhere)

                #expect(error?.code == .unavailable)
                #expect(error?.mayHaveRun == "false")
            }
        }
    }

    @Test func `a unary call is one message each way`() async throws {
        try await BrokerRig.run { rig in
            let spy = try await rig.spy()
            try await rig.serve { client in
                _ = try await client.unary(rig.service.echo, [1])

                let request = try await spy.next()
                let reply = try await spy.next()

                #expect(request?.properties.type == "rpc.open")
                #expect(request?.properties.userID == BrokerRig.variable("HOSO_TEST_BROKER_USER"))
                #expect(reply?.properties.type == "rpc.data")
                #expect(reply?.properties.headers["grpc-status"] == 0)
                _ = try await client.unary(rig.service.echo, [2])
                #expect(try await spy.next()?.properties.type == "rpc.open")
            }
        }
    }

    @Test func `a timeout of 29.999 seconds arrives`() async throws {
        try await BrokerRig.run { rig in
            try await rig.serve { client in
                let response = try await client.unary(
                    rig.service.echo, [], metadata: ["grpc-timeout": "29999000u"])

                let text = try #require(response.metadata[stringValues: "x-timeout"].first { _ in true })
                let timeout = try #require(GRPCTimeout.parse(text))
                #expect(timeout > .seconds(1) && timeout <= .seconds(30))
            }
        }
    }

    @Test func `an expired request is not run and says so`() async throws {
        try await BrokerRig.run { rig in
            let replies = try await rig.replies()
            try await rig.serve { client in
                try await rig.request("Echo", id: "late", headers: ["hoso-rpc-deadline": 1_000_000])

                let reply = try #require(try await replies.next())
                #expect(reply.properties.headers["grpc-status"] == 4)
                _ = try await client.unary(rig.service.echo)
                #expect(rig.service.journal.count("echo") == 1)
            }
        }
    }

    @Test(arguments: [
        ([:], false, 14), (["hoso-idempotency-key": "k"], false, 0), ([:], true, 0),
    ] as [(AMQPTable, Bool, Int64)])
    func `a redelivered request runs again only when that does no harm`(
        headers: AMQPTable, isIdempotent: Bool, status: Int64
    ) async throws {
        try await BrokerRig.run { rig in
            let replies = try await rig.replies()
            try await rig.serverConsumer.waitUntilConnected()
            let server = rig.serverTransport { configuration in
                if isIdempotent { configuration.idempotentMethods = [rig.service.echo.fullyQualifiedMethod] }
            }
            // A first consumer takes the request and gives it back, as a server does that dies.
            try await rig.clientPublisher.declare(server.core.requestTopology)
            try await rig.request("Echo", id: "again", headers: headers)
            let first = try await rig.clientConsumer.consume(queue: rig.queue, prefetch: 1)
            var iterator = first.makeAsyncIterator()
            let delivery = try #require(try await iterator.next())
            try first.nack(delivery, requeue: true)
            await first.cancel()

            try await rig.serve(server: server) { client in
                // A client must have been used before it can be stopped.
                _ = await client.failure(rig.service.nothing)
                let reply = try #require(try await replies.next())

                #expect(reply.properties.headers["grpc-status"] == .int64(status))
                #expect(rig.service.journal.count("echo") == (status == 0 ? 1 : 0))
            }
        }
    }

    @Test func `a request cancelled before it is taken is not run`() async throws {
        try await BrokerRig.run { rig in
            let replies = try await rig.replies()
            try await rig.serve { client in
                try await rig.addressed(.cancel, to: RPCExchanges.everyServer(of: rig.service.name), id: "gone")
                // The message of this stream comes through the same queue, so it shows that the cancellation was read.
                try await client.streaming(rig.service.sum) { writer in
                    try await writer.write([1])
                } read: { response in
                    _ = try await response.messages.reduce(into: []) { $0 += $1 }
                }
                try await rig.request("Echo", id: "gone")

                let reply = try #require(try await replies.next())
                #expect(reply.properties.headers["grpc-status"] == 1)
                #expect(rig.service.journal.count("echo") == 0)
            }
        }
    }

    @Test(arguments: [
        ([1, 0, 0, 0, 0], 13), ([0, 0, 0, 0, 9], 13), ([0, 0xFF, 0, 0, 0], 8), ([0], 13),
    ] as [([UInt8], Int64)])
    func `a malformed request is refused and the server goes on`(body: [UInt8], status: Int64) async throws {
        try await BrokerRig.run { rig in
            let replies = try await rig.replies()
            try await rig.serve { client in
                try await rig.request("Echo", id: "bad", body: body)

                #expect(try await replies.next()?.properties.headers["grpc-status"] == .int64(status))
                #expect(try await client.unary(rig.service.echo, [1]).message == [1])
            }
        }
    }

    @Test func `a slow reader holds the server back`() async throws {
        try await BrokerRig.run { rig in
            let client = rig.clientTransport { $0.receiveWindowBytes = 100_000 }
            try await rig.serve(client: client) { example in
                try await example.streaming(rig.service.count) { writer in
                    try await writer.write(Array("300 10000".utf8))
                } read: { response in
                    var read = 0
                    for try await _ in response.messages {
                        read += 1
                        // A window, the message that overdraws it, and the one the iterator has just handed out.
                        #expect(rig.service.journal.count("written") <= read + 11)
                        #expect(client.core.openCalls.allSatisfy { $0.bufferedBytes <= 110_010 })
                    }
                    #expect(read == 300)
                }
            }
        }
    }

    @Test func `a slow handler holds the client back`() async throws {
        try await BrokerRig.run { rig in
            let server = rig.serverTransport { $0.receiveWindowBytes = 100_000 }
            let written = Journal()
            try await rig.serve(server: server) { client in
                try await client.streaming(rig.service.sum, metadata: ["x-wait": "yes"]) { writer in
                    for number in 0..<100 {
                        // The handler takes nothing until the window is full.
                        if number == 10 { rig.service.journal.note("go") }
                        try await writer.write(Array(repeating: 1, count: 10_000))
                        written.note("written")
                        #expect(written.count("written") <= rig.service.journal.count("taken") + 12)
                        #expect(server.core.runningCalls.allSatisfy { $0.bufferedBytes <= 110_010 })
                    }
                } read: { response in
                    let text = try await response.messages.reduce(into: []) { $0 += $1 }
                    #expect(String(decoding: text, as: UTF8.self) == "100 1000000")
                }
            }
        }
    }

    @Test func `a client that leaves in the middle of a stream stops the handler`() async throws {
        try await BrokerRig.run { rig in
            try await rig.serve { client in
                try await client.streaming(rig.service.count) { writer in
                    try await writer.write(Array("1000000 10000".utf8))
                } read: { response in
                    for try await _ in response.messages { break }
                }

                try await rig.service.journal.wait(for: "stopped")
            }
        }
    }

    @Test func `a broker that drops all connections fails the open calls, and new ones work afterwards`() async throws {
        try await BrokerRig.run { rig in
            try await rig.serve { client in
                async let failure = client.failure(rig.service.hang)
                try await rig.service.journal.wait(for: "began")

                try await rig.breakConnections()

                let error = await failure
                #expect(error?.code == .unavailable)
                #expect(error?.mayHaveRun == "true")
                #expect(try await Self.eventually(client, rig.service.echo) == [1])
            }
        }
    }

    /// Calls until there is an answer: what is away comes back by itself.
    private static func eventually(_ client: ExampleClient, _ method: MethodDescriptor) async throws -> [UInt8] {
        while true {
            do {
                return try await client.unary(method, [1]).message
            } catch let error as RPCError where error.code == .unavailable {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }
}

extension RPCError {
    var mayHaveRun: String? { self.metadata[stringValues: "hoso-may-have-run"].first { _ in true } }
}
