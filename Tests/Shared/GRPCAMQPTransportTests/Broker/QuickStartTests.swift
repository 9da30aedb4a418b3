import GRPCCore
import Testing

@testable import AMQP
@testable import GRPCAMQPTransport

/// Where handlers begin.
@Suite(.serialized, .timeLimit(.minutes(1))) struct QuickStartTests {
    /// Answers whether the handler began on the thread of the connections and whether it was there after its first wait.
    private struct Whereabouts: RegistrableRPCService {
        let name: String

        var method: MethodDescriptor { MethodDescriptor(fullyQualifiedService: self.name, method: "Where", type: .unary) }

        func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
            router.registerHandler(forMethod: self.method, deserializer: BytesCoding(), serializer: BytesCoding()) { request, _ in
                let begins = Self.isHere
                var computes = false
                for try await message in request.messages { computes = message == [1] }
                // Longer than a quick handler may, however busy the machine is.
                let begin = ThreadUse.now()
                while computes, begin.held(until: .now()) < QuickStarts.limit * 2 {}
                try await Task.sleep(for: .nanoseconds(1))
                let answer: [UInt8] = [begins ? 1 : 0, Self.isHere ? 1 : 0]
                return StreamingServerResponse { writer in
                    try await writer.write(answer)
                    return [:]
                }
            }
        }

        private static var isHere: Bool { AMQPThread.isCurrent }
    }

    private static func run(_ body: @Sendable (Whereabouts, ExampleClient) async throws -> Void) async throws {
        try await BrokerRig.run { rig in
            let service = Whereabouts(name: rig.service.name)
            let server = rig.serverTransport()
            try await withGRPCServer(transport: server, services: [service]) { _ in
                try await server.waitUntilListening()
                try await withGRPCClient(transport: rig.clientTransport()) { try await body(service, ExampleClient($0)) }
            }
        }
    }

    @Test func `a method that waits soon comes to begin on the thread of the connections, and goes on in the pool`() async throws {
        try await Self.run { service, client in
            var answer: [UInt8] = try await client.unary(service.method).message
            #expect(answer == [0, 0])
            while answer[0] == 0 { answer = try await client.unary(service.method).message }

            #expect(answer == [1, 0])
        }
    }

    @Test func `a method that computes never begins on the thread of the connections`() async throws {
        try await Self.run { service, client in
            for _ in 0..<QuickStarts.trials * 3 {
                let answer = try await client.unary(service.method, [1]).message
                #expect(answer == [0, 0])
            }
        }
    }

    @Test func `a method that once computes there is sent back`() async throws {
        try await Self.run { service, client in
            while try await client.unary(service.method).message[0] == 0 {}

            _ = try await client.unary(service.method, [1])

            #expect(try await client.unary(service.method).message == [0, 0])
        }
    }

    @Test func `a large request begins in the pool whatever its method`() async throws {
        try await Self.run { service, client in
            while try await client.unary(service.method).message[0] == 0 {}

            #expect(try await client.unary(service.method, [UInt8](repeating: 0, count: 20_000)).message == [0, 0])
        }
    }
}
