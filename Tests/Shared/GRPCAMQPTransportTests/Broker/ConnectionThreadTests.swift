import AMQP
import GRPCCore
import Testing

@testable import GRPCAMQPTransport

/// Which thread handlers run on.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ConnectionThreadTests {
    @Test(arguments: [false, true])
    func `a handler has the connections' thread only when its method is named, from beginning to end`(isNamed: Bool) async throws {
        try await BrokerRig.run { rig in
            let server = rig.serverTransport { configuration in
                if isNamed { configuration.methodsOnConnectionThread = [rig.service.place.fullyQualifiedMethod] }
            }
            try await rig.serve(server: server) { client in
                let places = try await client.unary(rig.service.place).message

                #expect(places == Array(repeating: isNamed ? 1 : 0, count: 4))
            }
        }
    }

    @Test func `naming one method leaves the others in the pool`() async throws {
        try await BrokerRig.run { rig in
            let server = rig.serverTransport { $0.methodsOnConnectionThread = [rig.service.echo.fullyQualifiedMethod] }
            try await rig.serve(server: server) { client in
                let places = try await client.unary(rig.service.place).message

                #expect(places == [0, 0, 0, 0])
            }
        }
    }

    @Test func `a handler that keeps its thread holds up no other call unless it was named`() async throws {
        // The caller and the other handler are on the thread of the connections: they need no thread of the pool, of which
        // a small machine has one.
        try await withTaskExecutorPreference(AMQPThread.executor) {
            try await BrokerRig.run { rig in
                let server = rig.serverTransport { $0.methodsOnConnectionThread = [rig.service.echo.fullyQualifiedMethod] }
                try await rig.serve(server: server) { client in
                    async let blocked = client.unary(rig.service.block)
                    try await rig.service.journal.wait(for: "blocks")

                    for number in 0..<20 {
                        #expect(try await client.unary(rig.service.echo, [UInt8(number)]).message == [UInt8(number)])
                    }

                    rig.service.letGo()
                    #expect(try await blocked.message == [1], "it was let go only when its patience was over")
                }
            }
        }
    }

    @Test func `handlers that wait on the connections' thread hold up nobody`() async throws {
        try await BrokerRig.run { rig in
            let server = rig.serverTransport { $0.methodsOnConnectionThread = Set(rig.service.methods.map(\.fullyQualifiedMethod)) }
            try await rig.serve(server: server) { client in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<50 {
                        group.addTask {
                            let reply = try await client.unary(rig.service.slow, [5]).message
                            #expect(reply == [5])
                        }
                    }
                    try await rig.service.journal.wait(for: "began", times: 50)
                    let epoch = rig.serverConsumer.epoch

                    for number in 0..<50 {
                        #expect(try await client.unary(rig.service.echo, [UInt8(number)]).message == [UInt8(number)])
                    }

                    rig.service.journal.note("go")
                    try await group.waitForAll()
                    #expect(rig.serverConsumer.epoch == epoch)
                }
            }
        }
    }

    @Test func `a lost connection ends calls whose handlers are on its thread, and new ones are answered`() async throws {
        try await BrokerRig.run { rig in
            let server = rig.serverTransport { $0.methodsOnConnectionThread = Set(rig.service.methods.map(\.fullyQualifiedMethod)) }
            try await rig.serve(server: server) { client in
                async let failure = client.failure(rig.service.hang)
                try await rig.service.journal.wait(for: "began")

                try await rig.breakConnections()

                #expect(await failure?.code == .unavailable)
                while await client.failure(rig.service.echo, [1]) != nil { try await Task.sleep(for: .milliseconds(50)) }
            }
        }
    }
}
