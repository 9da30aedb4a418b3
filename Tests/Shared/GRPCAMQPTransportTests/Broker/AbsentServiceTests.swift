import AMQP
import GRPCCore
import Testing

@testable import GRPCAMQPTransport

/// Calls whose service has no process any more, which nobody tells the client of.
@Suite(.serialized, .timeLimit(.minutes(10))) struct AbsentServiceTests {
    @Test func `a request that waits in the queue of a service nobody runs is unavailable long before its deadline`() async throws {
        try await BrokerRig.run { rig in
            try await rig.serverConsumer.waitUntilConnected()
            try await rig.clientPublisher.waitUntilConnected()
            try await rig.clientPublisher.declare(rig.serverTransport().core.requestTopology)
            try await withGRPCClient(transport: rig.clientTransport { $0.absencePatience = .milliseconds(300) }) { client in
                let error = await ExampleClient(client).failure(rig.service.echo, [1], timeout: .seconds(50))

                #expect(error?.code == .unavailable)
                #expect(error?.mayHaveRun == "true")
                #expect(error?.metadata[stringValues: AMQPTransportMetadata.serviceIsAway].contains("true") == true)
            }
        }
    }

    @Test func `a server that dies with a request in hand leaves it unavailable long before its deadline`() async throws {
        try await BrokerRig.run { rig in
            let (publisher, consumer) = (try BrokerRig.connection("dying-publisher.\(rig.id)"), try BrokerRig.connection("dying-consumer.\(rig.id)"))
            let dying = AMQPServerTransport(
                publisher: publisher, consumer: consumer, configuration: rig.serverTransport().core.configuration, logger: rig.logger)
            try await withThrowingTaskGroup(of: Void.self) { process in
                process.addTask { try await publisher.run() }
                process.addTask { try await consumer.run() }
                process.addTask { try await GRPCServer(transport: dying, services: [rig.service]).serve() }
                try await dying.waitUntilListening()
                try await withGRPCClient(transport: rig.clientTransport { $0.absencePatience = .milliseconds(300) }) { client in
                    let example = ExampleClient(client)
                    async let error = example.failure(rig.service.hang, timeout: .seconds(50))
                    try await rig.service.journal.wait(for: "began")

                    process.cancelAll()

                    #expect(await error?.code == .unavailable)
                    #expect(await error?.mayHaveRun == "true")
                }
            }
        }
    }

    @Test func `a service that takes its time is waited for, and asked after`() async throws {
        try await BrokerRig.run { rig in
            let transport = rig.clientTransport { $0.absencePatience = .zero }
            try await rig.serve(client: transport) { client in
                async let response = client.unary(rig.service.slow, [5])
                try await rig.service.journal.wait(for: "began")
                for look in 0..<2 { try await transport.core.looks.wait(after: UInt64(look)) }
                rig.service.journal.note("go")

                #expect(try await response.message == [5])
            }
        }
    }
}
