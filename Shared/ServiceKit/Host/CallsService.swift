import GRPCAMQPTransport
import GRPCCore
import ServiceLifecycle

/// Keeps the client for calls running until a graceful stop.
struct CallsService: Service {
    let client: GRPCClient<AMQPClientTransport>

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await self.client.runConnections()
        } onGracefulShutdown: {
            self.client.beginGracefulShutdown()
        }
    }
}
