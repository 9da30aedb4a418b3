import AMQP
import Clocks
import GRPCCore
import NIOCore
import Testing

@testable import GRPCAMQPTransport

/// Calls the broker or the other side does not take.
@Suite(.serialized, .timeLimit(.minutes(10))) struct RefusalTests {
    @Test func `a request the broker rejects is RESOURCE_EXHAUSTED and has not run`() async throws {
        try await BrokerRig.run { rig in
            try await rig.clientPublisher.waitUntilConnected()
            try await rig.clientPublisher.declare(
                AMQPTopology(
                    exchanges: BrokerRig.exchanges.declarations,
                    queues: [.init(rig.queue, arguments: ["x-max-length": 1, "x-overflow": "reject-publish"])],
                    bindings: [.init(queue: rig.queue, to: BrokerRig.exchanges.requests, routingKey: "\(rig.service.name).*")]))
            // Nobody takes it, so the queue is full.
            try await rig.request("Echo", id: "first")
            try await withGRPCClient(transport: rig.clientTransport()) { client in
                let error = await ExampleClient(client).failure(rig.service.echo, [1])

                #expect(error?.code == .resourceExhausted)
                #expect(error?.mayHaveRun == "false")
            }
        }
    }

    @Test func `a call that waits for its reply is told that the broker takes no messages, long before its deadline`() async throws {
        try await BrokerRig.run(alone: true) { rig in
            try await rig.serve(client: rig.clientTransport { $0.absencePatience = .milliseconds(300) }) { client in
                async let waiting = client.failure(rig.service.hang, timeout: .seconds(300))
                try await rig.service.journal.wait(for: "began")
                try await rig.stack("ctl", "set_vm_memory_high_watermark", "0.00000001")
                let first = await waiting
                let second = await client.failure(rig.service.echo, [1], timeout: .seconds(300))
                try await rig.stack("ctl", "set_vm_memory_high_watermark", "0.4")

                for (error, mayHaveRun) in [(first, "true"), (second, "false")] {
                    #expect(error?.code == .unavailable)
                    #expect(error?.message.contains("low on memory") == true, "\(error?.message ?? "")")
                    #expect(error?.mayHaveRun == mayHaveRun)
                    #expect(error?.metadata[stringValues: AMQPTransportMetadata.brokerIsBlocked].contains("true") == true)
                }
                while await client.failure(rig.service.echo, [2]) != nil { try await Task.sleep(for: .milliseconds(50)) }
            }
        }
    }

    @Test func `while the broker is short of memory a call ends by its deadline or is refused, and afterwards works`() async throws {
        try await BrokerRig.run(alone: true) { rig in
            try await rig.serve { client in
                _ = try await client.unary(rig.service.echo, [0])
                try await rig.stack("ctl", "set_vm_memory_high_watermark", "0.00000001")
                // The first may still be on its way when the broker stops reading; from then on nothing is sent.
                var codes: [RPCError.Code] = []
                for _ in 0..<3 {
                    let error = await client.failure(rig.service.echo, [1], timeout: .milliseconds(700))
                    if let error { codes.append(error.code) }
                }
                try await rig.stack("ctl", "set_vm_memory_high_watermark", "0.4")

                #expect(codes.count == 3)
                #expect(codes.allSatisfy { $0 == .deadlineExceeded || $0 == .unavailable }, "\(codes)")
                #expect(codes.last == .unavailable)
                while await client.failure(rig.service.echo, [2]) != nil { try await Task.sleep(for: .milliseconds(50)) }
            }
        }
    }

    @Test func `metadata over the limit is not sent by a client`() async throws {
        try await BrokerRig.run { rig in
            try await rig.serve { client in
                let error = await client.failure(
                    rig.service.echo, [1], metadata: ["x-large": .string(String(repeating: "m", count: 16 * 1_024))])

                #expect(error?.code == .resourceExhausted)
                #expect(rig.service.journal.count("echo") == 0)
                _ = try await client.unary(rig.service.echo, [1], metadata: ["x-large": .string(String(repeating: "m", count: 16_000))])
            }
        }
    }

    @Test func `metadata over the limit is not taken by a server, whoever sent it`() async throws {
        try await BrokerRig.run { rig in
            let server = rig.serverTransport { $0.maximumMetadataBytes = 1_000 }
            try await rig.serve(server: server) { client in
                let error = await client.failure(rig.service.echo, [1], metadata: ["x-large": .string(String(repeating: "m", count: 1_000))])

                #expect(error?.code == .resourceExhausted)
                #expect(rig.service.journal.count("echo") == 0)
                let small = try await client.unary(rig.service.echo, [1])
                #expect(try small.message == [1])
            }
        }
    }

    @Test func `a reply whose details are over the limit becomes RESOURCE_EXHAUSTED`() async throws {
        try await BrokerRig.run { rig in
            try await rig.serve { client in
                let error = await client.failure(rig.service.fail, [5] + [UInt8](repeating: 1, count: 17_000))

                #expect(error?.code == .resourceExhausted)
                #expect(await client.failure(rig.service.fail, [5])?.code == .notFound)
            }
        }
    }

    @Test func `a request whose deadline passes while it runs is answered by the server`() async throws {
        try await BrokerRig.run { rig in
            let replies = try await rig.replies()
            try await rig.serve { _ in
                let deadline = SystemClock().now() + .milliseconds(300)
                try await rig.request("Hang", id: "late", headers: ["hoso-rpc-deadline": .int64(deadline.microsecondsSinceEpoch)])

                #expect(try await replies.next()?.properties.headers["grpc-status"] == 4)
                try await rig.service.journal.wait(for: "cancelled")
            }
        }
    }

    @Test func `a call without a deadline ends when the server has had enough, each in its turn`() async throws {
        try await BrokerRig.run { rig in
            let server = rig.serverTransport { $0.maximumCallDuration = .milliseconds(400) }
            try await rig.serve(server: server) { client in
                async let first = client.failure(rig.service.hang)
                try await rig.service.journal.wait(for: "began")
                // Its deadline comes before the end of the first, so the watch has to look earlier than it meant to.
                async let second = client.failure(rig.service.hang, timeout: .milliseconds(100))

                #expect(await second?.code == .deadlineExceeded)
                #expect(await first?.code == .unavailable)
                #expect(await first?.mayHaveRun == "true")
                try await rig.service.journal.wait(for: "cancelled", times: 2)
            }
        }
    }
}
