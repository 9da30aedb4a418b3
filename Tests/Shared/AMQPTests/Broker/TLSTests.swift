import NIOCore
import NIOPosix
import NIOSSL
import TestSupport
import Testing

@testable import AMQP

extension BrokerTests {
    @Suite struct TLSTests {
        /// Lets the broker listen with TLS as well while the body runs.
        private func withListener(_ authority: TestAuthority, _ body: (Int) async throws -> Void) async throws {
            // A port nobody has: the kernel's choice, given back at once.
            let probe = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .bind(host: "127.0.0.1", port: 0).get()
            let port = try #require(probe.localAddress?.port)
            try await probe.close()
            try await Broker.stack(
                "ctl", "eval",
                """
                {ok, _} = application:ensure_all_started(ssl), \
                ok = rabbit_networking:start_ssl_listener({"127.0.0.1", \(port)}, [{cacertfile, "\(authority.certificate)"}, \
                {certfile, "\(authority.serverCertificate)"}, {keyfile, "\(authority.serverKey)"}, \
                {verify, verify_none}, {versions, ['tlsv1.2', 'tlsv1.3']}], 1).
                """)
            do {
                try await body(port)
            } catch {
                try await self.stopListening(port)
                throw error
            }
            try await self.stopListening(port)
        }

        private func stopListening(_ port: Int) async throws {
            try await Broker.stack("ctl", "eval", "rabbit_networking:stop_tcp_listener({\"127.0.0.1\", \(port)}).")
        }

        private func failure(port: Int, host: String = "127.0.0.1", _ tls: TLSConfiguration) async throws -> AMQPError? {
            var configuration = try Broker.configuration()
            configuration.host = host
            configuration.port = port
            configuration.tls = tls
            do throws(AMQPError) {
                try await AMQPClient.verify(configuration)
                return nil
            } catch {
                return error
            }
        }

        @Test func `speaks with the broker over TLS, names its user, and refuses a broker nobody vouches for`() async throws {
            try await TemporaryDirectory.with { folder in
                let own = try await TestAuthority.make(in: "\(folder)/own", name: "hoso test authority")
                let other = try await TestAuthority.make(in: "\(folder)/other", name: "another authority")
                try await self.withListener(own) { port in
                    try await Broker.withQueue({
                        $0.host = "127.0.0.1"
                        $0.port = port
                        $0.tls = own.trust
                    }) { client, queue in
                        let body = ByteBuffer(repeating: 7, count: 700_000)
                        try await client.publish(AMQPMessage(exchange: "", routingKey: queue, mandatory: true, body: body))
                        let consumer = try await client.consume(queue: queue, prefetch: 1)
                        #expect(try await consumer.nextBatch().first?.body == body)
                    }
                    // By name the certificate is checked too.
                    #expect(try await self.failure(port: port, host: "localhost", own.trust) == nil)

                    let refused = try #require(try await self.failure(port: port, other.trust))
                    #expect(refused.code == .tlsFailed)
                    #expect(!refused.isRetriable)
                    #expect("\(String(reflecting: refused))".contains("CERTIFICATE_VERIFY_FAILED"))
                    // The standard roots do not know the test's authority either.
                    #expect(try await self.failure(port: port, .makeClientConfiguration())?.code == .tlsFailed)
                }
            }
        }
    }
}
