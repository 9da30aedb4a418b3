import GRPCAMQPTransport
import GRPCCore
import ServiceLifecycle

/// Answers calls until a graceful stop.
struct AnswersService: Service {
    let server: GRPCServer<AMQPServerTransport>

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await self.server.serve()
        } onGracefulShutdown: {
            self.server.beginGracefulShutdown()
        }
    }
}
