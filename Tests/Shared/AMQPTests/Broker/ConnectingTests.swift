import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Testing

@testable import AMQP

extension BrokerTests {
    @Suite struct ConnectingTests {
        private func failure(_ change: (inout AMQPConfiguration) -> Void) async throws -> AMQPError? {
            var configuration = try Broker.configuration()
            change(&configuration)
            do throws(AMQPError) {
                try await AMQPClient.verify(configuration)
                return nil
            } catch {
                return error
            }
        }

        @Test func `a good configuration is verified`() async throws {
            #expect(try await self.failure { _ in } == nil)
        }

        @Test func `what is wrong is named`() async throws {
            #expect(try await self.failure { $0.password = "wrong" }?.code == .authenticationFailed)
            #expect(try await self.failure { $0.username = "nobody" }?.code == .authenticationFailed)
            #expect(try await self.failure { $0.virtualHost = "absent" }?.code == .virtualHostRefused)
            #expect(try await self.failure { $0.port = 1 }?.code == .connectFailed)
            #expect(try await self.failure { $0.host = "no.such.host.invalid" }?.code == .connectFailed)
        }

        @Test func `plain text where TLS is expected is a TLS failure`() async throws {
            let error = try await self.failure {
                $0.tls = .makeClientConfiguration()
                $0.connectTimeout = .seconds(60)
            }
            #expect(error?.code == .tlsFailed)
        }

        @Test func `a client with a wrong password ends with the reason`() async throws {
            var configuration = try Broker.configuration()
            configuration.password = "wrong"
            let client = AMQPClient(configuration: configuration, logger: Logger(label: "test"))
            let waiting = Task { try await client.waitUntilConnected() }

            await #expect(throws: AMQPError(code: .authenticationFailed, message: "")) { try await client.run() }
            await #expect(throws: AMQPError(code: .authenticationFailed, message: "")) { try await waiting.value }
            #expect(client.currentState == .closed)
        }

        @Test func `a peer that accepts and says nothing is given up on`() async throws {
            let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .bind(host: "127.0.0.1", port: 0).get()
            let port = try #require(server.localAddress?.port)

            let error = try await self.failure {
                $0.host = "127.0.0.1"
                $0.port = port
                $0.connectTimeout = .milliseconds(300)
            }
            try await server.close()

            #expect(error?.code == .timedOut)
        }

        @Test func `shows its state to whoever looks`() async throws {
            let states = try await Broker.withClient { client in
                #expect(client.currentState == .connected)
                return client.states
            }
            var last: AMQPConnectionState?
            for await state in states { last = state }

            #expect(last == .closed)
        }
    }
}
